"""The workflows run what they say, with no more rights than they need, and nothing that can change under them."""

import json
import re
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY

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


def test_what_comments_runs_nothing_of_the_pull_request() -> None:
    assert [step for step in steps(GITHUB / "workflows" / "comment.yml") if "uses" in step] == []


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
