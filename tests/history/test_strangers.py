"""What a stranger's zip or repository holds is read and never run, and ends in a sentence within time and memory."""

import io
import json
import stat
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run

Change = Callable[[Path], None]


def zipped(package: Path, file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(package.rglob("*")):
            if path.is_file():
                archive.write(path, f"release/{path.relative_to(package).as_posix()}")
    return file


def bad_sum(file: Path) -> None:
    data = bytearray(file.read_bytes())
    at = data.index(b"release/datapackage/firms.csv") + len("release/datapackage/firms.csv")
    data[at + 40] ^= 255
    file.write_bytes(data)


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-40])


def bomb(file: Path) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", b"[" * (130 * 2**20))


def many_large(file: Path) -> None:
    resources = [{"name": f"t{n}", "path": f"t{n}.csv", "schema": {"fields": [{"name": "a"}]}} for n in range(9)]
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
        for n in range(9):
            archive.writestr(f"t{n}.csv", b"a" * (30 * 2**20))


def long_list(file: Path) -> None:
    listed = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65535, 65535, 2**31, 0, 0)
    file.write_bytes(b"\0" * 100 + listed)


def lies_about_its_length(file: Path) -> None:
    data = bytearray(file.read_bytes())
    listed = data.rindex(b"release/datapackage/firms.csv") - 46
    (size,) = struct.unpack_from("<L", data, listed + 24)
    struct.pack_into("<L", data, listed + 24, size - 5)
    file.write_bytes(data)


def linked(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        info = zipfile.ZipInfo("release/sources/x.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")


def climbing(file: Path) -> None:
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("release/../../evil.csv", "x")


def same_name_twice(file: Path) -> None:
    data = io.BytesIO(file.read_bytes())
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(data, "a") as archive:
        archive.writestr("release/datapackage.json", "{}")
    file.write_bytes(data.getvalue())


def empty(file: Path) -> None:
    file.write_bytes(b"")


ZIPS = [
    bad_sum,
    truncated,
    bomb,
    many_large,
    long_list,
    lies_about_its_length,
    linked,
    climbing,
    same_name_twice,
    empty,
]


@pytest.mark.parametrize("spoil", ZIPS, ids=lambda f: f.__name__)
def test_a_zip_that_means_harm_is_refused_in_a_sentence(spoil: Change, package: Path, tmp_path: Path) -> None:
    file = zipped(package, tmp_path / "release.zip")
    spoil(file)
    for command in (["diff", file, package], ["validate", "--root", file]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, ""), result.output
        assert len(result.stderr.splitlines()) == 1
    assert not (tmp_path / "evil.csv").exists()


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_a_comparison_runs_no_program_that_a_repository_names(package: Path, tmp_path: Path) -> None:
    git(package, "init", "-q")
    (package / ".gitattributes").write_text("*.csv filter=evil\n*.json ident export-subst\n", "utf-8")
    git(package, "add", "-A")
    git(package, "commit", "-q", "-m", "first")
    ran = tmp_path / "ran"
    for name in ("filter.evil.smudge", "filter.evil.clean", "filter.evil.process", "core.fsmonitor", "core.sshCommand"):
        git(package, "config", name, f"touch {ran}; cat")
    (package / ".git" / "hooks" / "post-index-change").write_text(f"#!/bin/sh\ntouch {ran}\n", "utf-8")
    (package / ".git" / "hooks" / "post-index-change").chmod(0o755)
    result = run("diff", "HEAD", "--root", package)
    assert (result.exit_code, result.output, ran.exists()) == (0, "no changes\n", False)


def table(root: Path, name: str, rows: str, **schema: object) -> None:
    root.mkdir(exist_ok=True)
    fields = {"fields": [{"name": "id", "type": "string"}, {"name": "name", "type": "string"}]}
    resource = {"name": name, "path": f"tables/deep/{name}.csv", "schema": {**fields, **schema}}
    (root / "datapackage.json").write_text(json.dumps({"name": "x", "resources": [resource]}), "utf-8")
    (root / "tables" / "deep").mkdir(parents=True, exist_ok=True)
    (root / "tables" / "deep" / f"{name}.csv").write_text(rows, "utf-8")


@pytest.mark.parametrize(
    ("schema", "key"), [({"primaryKey": "id"}, "a"), ({"primaryKey": ["id"]}, "a"), ({}, '"a,old"')], ids=str
)
def test_descriptors_of_others_are_read_from_folder_zip_and_revision(
    schema: dict[str, object], key: str, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    table(old, "lamps", "id,name\na,old\nb,same\n", **schema)
    table(new, "lamps", "id,name\na,new\nb,same\n", **schema)
    archive = zipped(old, tmp_path / "old.zip")
    git(new, "init", "-q")
    git(new, "add", "-A")
    git(new, "commit", "-q", "-m", "first")
    told = {run("diff", a, b, "--root", new).output for a in (old, archive) for b in (new, "HEAD")}
    assert len(told) == 1
    (said,) = told
    assert "name: `old` → `new`" in said if schema else '- "a,old"' in said or "- a,old" in said
    assert run("diff", old, new, "--stat").output == (
        "lamps: 1 cell changed\n" if schema else "lamps: 1 row added, 1 row removed\n"
    )


def test_what_a_comparison_prints_steers_no_terminal(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    table(old, "lamps", "id,name\na,x\n", primaryKey="id")
    table(new, "lamps", "id,name\na,\x1b[2J::error::\u202e\n\x1b]0;x,y\n", primaryKey="id")
    for form in ("text", "markdown"):
        said = run("diff", old, new, "--format", form).output
        assert said.replace("\n", "").isprintable()
        assert "\\x1b[2J" in said


def test_a_long_cell_hides_no_other_row_of_a_comment(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    table(old, "lamps", "id,name\na,x\nb,x\n", primaryKey="id")
    table(new, "lamps", f"id,name\na,{'灯' * 61_000}\nb,y\n", primaryKey="id")
    said = run("diff", old, new, "--format", "markdown").output
    assert "| ~ `lamps` | `b` | `name` | `x` | `y` |" in said
    assert len(said.encode()) < 32_000
