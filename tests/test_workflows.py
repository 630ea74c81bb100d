"""The workflows run what they say, with no more rights than they need, and nothing that can change under them."""

import json
import re
import runpy
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY, run
from repositories import commit, git

GITHUB = REPOSITORY / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
workflows = pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.stem)


def read(file: Path) -> dict[str, Any]:
    # BaseLoader: `on` is a key here, not a truth value
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)  # type: ignore[no-any-return]


def steps(file: Path) -> list[dict[str, Any]]:
    found = read(file)
    jobs = found["jobs"].values() if "jobs" in found else [found["runs"]]
    return [step for job in jobs for step in job["steps"]]


@pytest.mark.parametrize("file", [*WORKFLOWS, REPOSITORY / "action.yml"], ids=lambda file: file.stem)
def test_every_action_is_pinned_by_digest(file: Path) -> None:
    used = [line.strip().removeprefix("- ") for line in file.read_text("utf-8").splitlines() if "uses:" in line]
    assert [line for line in used if not PINNED.match(line)] == []


@workflows
def test_a_workflow_starts_without_the_right_to_write(file: Path) -> None:
    assert read(file)["permissions"] in ({}, "", {"contents": "read"})


@workflows
def test_a_workflow_that_strangers_start_has_no_secret_and_writes_nothing(file: Path) -> None:
    if "pull_request" in read(file)["on"]:
        rights = [job.get("permissions", {}) for job in read(file)["jobs"].values()]
        assert rights == [{}] * len(rights)
    assert "pull_request_target" not in read(file)["on"]
    assert "secrets." not in file.read_text("utf-8")


@pytest.mark.parametrize("file", [*WORKFLOWS, REPOSITORY / "action.yml"], ids=lambda file: file.stem)
def test_a_script_takes_what_strangers_wrote_from_its_environment_only(file: Path) -> None:
    assert [step["run"] for step in steps(file) if "${{" in step.get("run", "")] == []


@workflows
def test_every_job_ends_in_time(file: Path) -> None:
    assert [name for name, job in read(file)["jobs"].items() if "timeout-minutes" not in job] == []


@workflows
def test_every_script_is_bash(file: Path) -> None:
    for step in steps(file):
        subprocess.run(["bash", "-n"], input=step.get("run", ""), text=True, check=True)


def test_what_may_comment_runs_nothing_and_what_reads_the_data_may_not_write() -> None:
    jobs = read(GITHUB / "workflows" / "comment.yml")["jobs"]
    assert [step["uses"].split("@")[0] for step in jobs["comment"]["steps"] if "uses" in step] == [
        "actions/download-artifact"
    ]
    assert set(jobs["look"]["permissions"].values()) == {"read"}
    (checkout,) = [step for step in jobs["look"]["steps"] if "checkout" in step.get("uses", "")]
    assert checkout["with"]["ref"] == "${{ steps.find.outputs.base }}"


def test_the_comment_is_what_the_bases_tool_says_of_the_heads_data(package: Path, tmp_path: Path) -> None:
    for name in ("build.py", "src"):
        (package / name).symlink_to(REPOSITORY / name)
    (package / ".venv" / "bin").mkdir(parents=True)
    (package / ".venv" / "bin" / "python").write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', "utf-8")
    (package / ".venv" / "bin" / "python").chmod(0o755)
    (package / ".gitignore").write_text(".venv\nsrc\nbuild.py\n", "utf-8")
    commit(package)
    git(package, "checkout", "--quiet", "-b", "head")
    file = package / "datapackage" / "firms.csv"
    file.write_text(file.read_text("utf-8").replace("Windhoek", "`@all` [x](https://example.org) \x1b[2J"), "utf-8")
    (package / ".gitattributes").write_text("firms.csv export-ignore\n", "utf-8")
    commit(package)
    git(package, "checkout", "--quiet", "main")
    (package / "datapackage" / "coverage.csv").write_text("of the base alone", "utf-8")
    commit(package)
    script = ["bash", str(GITHUB / "comment.sh"), "main", "head", str(tmp_path / "out")]
    subprocess.run(script, cwd=package, check=True)
    text = (tmp_path / "out" / "comment.md").read_text("utf-8")
    assert re.match(r"### \d+ findings?\n", text)
    assert "any/no-control-characters" in text
    assert "| `firms` | 1 cell changed |" in text
    assert "coverage" not in text
    assert "``" in text
    assert text.replace("\n", "").isprintable()


def test_a_release_is_drafted_then_published_then_shown() -> None:
    """What cannot be taken back comes after all that can fail, and nothing is shown that is not there."""
    jobs = read(GITHUB / "workflows" / "release.yml")["jobs"]
    order = ["build", "attach", "publish", "announce"]
    assert {name: job.get("needs") for name, job in jobs.items()} == dict(zip(order, [None, *order], strict=False))

    def says(job: str, words: str) -> bool:
        return any(words in step.get("run", "") + step.get("uses", "") for step in jobs[job]["steps"])

    assert [job for job in order if says(job, "gh release create") and says(job, "--draft")] == ["attach"]
    assert [job for job in order if says(job, "gh-action-pypi-publish")] == ["publish"]
    assert [job for job in order if says(job, "--draft=false")] == ["announce"]


@pytest.mark.parametrize("folder", ["a&b|c", "x/\\1", "s/./X/e", "100%", "a b"])
def test_an_annotation_names_its_file_whatever_the_folder_is_called(folder: str, package: Path, tmp_path: Path) -> None:
    """The folder of a package is put before file names by the tool itself: no pattern is made of it."""
    assert not re.search(r"\b(sed|awk|eval|perl)\b", (GITHUB / "validate.sh").read_text("utf-8"))
    root = tmp_path / "repository" / folder
    root.parent.mkdir(parents=True)
    package.rename(root)
    (root / "datapackage" / "firms.csv").write_text("x", "utf-8")
    said = run("validate", "--root", root, "--format", "github", "--below", f"{folder}/").stdout
    name = f"{folder}/datapackage/firms.csv".replace("%", "%25")
    assert said.startswith(f"::error file={name},line=")


def test_the_workflows_pass_their_linter() -> None:
    zizmor = Path(sys.executable).parent / "zizmor"
    paths = [GITHUB / "workflows", REPOSITORY / "action.yml"]
    done = subprocess.run(
        [zizmor, "--offline", "--quiet", "--no-config", "--color=never", *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split(".")[0]) == (0, "No findings to report")


@pytest.mark.parametrize("file", sorted((GITHUB / "ISSUE_TEMPLATE").glob("*-*.yml")), ids=lambda file: file.stem)
def test_an_issue_form_asks_for_a_source(file: Path) -> None:
    form = read(file)
    assert form.keys() == {"name", "description", "labels", "body"}
    ids = [part["id"] for part in form["body"]]
    assert len(set(ids)) == len(ids)
    assert {"source", "url"} & {part["id"] for part in form["body"] if "validations" in part}


@pytest.mark.parametrize(
    ("form", "field", "table", "column"),
    [("add-a-source", "kind", "sources", "kind"), ("add-a-measure", "domain", "measures", "domain")],
)
def test_an_issue_form_offers_the_values_of_the_schema(form: str, field: str, table: str, column: str) -> None:
    (part,) = [p for p in read(GITHUB / "ISSUE_TEMPLATE" / f"{form}.yml")["body"] if p["id"] == field]
    fields = json.loads((REPOSITORY / "schemas" / f"{table}.json").read_text("utf-8"))["fields"]
    (allowed,) = [f["constraints"]["enum"] for f in fields if f["name"] == column]
    assert part["attributes"]["options"] == allowed


def test_the_deposit_says_what_the_citation_says() -> None:
    deposit = json.loads((REPOSITORY / ".zenodo.json").read_text("utf-8"))
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    assert (deposit["title"], deposit["keywords"]) == (citation["title"], citation["keywords"])
    assert deposit["license"] in citation["license"]
    assert [creator["name"] for creator in deposit["creators"]] == [author["name"] for author in citation["authors"]]


def test_the_link_check_lists_what_did_not_answer_twice_and_rests_between_requests_to_one_host() -> None:
    gone = runpy.run_path(str(GITHUB / "links.py"))["gone"]
    urls = ["https://a.example/1", "https://a.example/2", "", "https://b.example/"]
    rows = [{"source_id": f"s{n}", "url": url, "archive_url": "x" if n else ""} for n, url in enumerate(urls)]
    answers, rests = iter(["HTTP 500", "", "HTTP 404", "HTTP 404", ""]), []
    lines = gone(rows, lambda url: next(answers), lambda: rests.append(1))
    assert lines == ["- `s1`: HTTP 404, `https://a.example/2` (has an archived copy)"]
    assert len(rests) == 1


def test_the_link_check_outlives_any_reply_and_any_address() -> None:
    links = runpy.run_path(str(GITHUB / "links.py"))
    urls = ["http://[", "https://exa mple.org", "https://example.org:port/", "http://\x00", "https://`x`\x1b[2J"]
    for url in urls:
        assert isinstance(links["host_of"](url), str)
        assert links["answer"](url) != ""
    rows = [{"source_id": "s`\n", "url": url, "archive_url": ""} for url in urls]
    lines = links["gone"](rows, lambda url: "HTTP 404", lambda: None)
    assert len(lines) == len(urls)
    assert all(line.isprintable() and line.count("`") == 4 for line in lines)


@pytest.mark.parametrize(
    "reply", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"HTTP/9.9 999\r\n"]
)
def test_a_malformed_reply_is_no_answer_and_no_end(reply: bytes) -> None:
    answer = runpy.run_path(str(GITHUB / "links.py"))["answer"]
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            connection.recv(10_000)
            connection.sendall(reply)
            connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        assert isinstance(answer(f"http://127.0.0.1:{server.getsockname()[1]}/"), str)
        thread.join()


def test_the_link_check_cuts_between_lines() -> None:
    cut = runpy.run_path(str(GITHUB / "links.py"))["cut"]
    lines = [f"- {n} {'灯' * 1000}" for n in range(100)]
    told = cut(lines).split("\n")
    assert told[:-1] == lines[: len(told) - 1]
    assert told[-1] == f"- … and {100 - len(told) + 1} more"
    assert len(cut(lines).encode()) < 61_000
