"""Faults in the descriptor: what it says of the package, of its licences and people, and of a table."""

import json
from collections.abc import Callable
from typing import Any

from drafts import Draft
from kinds import DESCRIPTORS, Expected

Said = dict[str, Any]
FORM, KNOWN = "package/field-has-its-form", "package/field-is-known"


def kind(name: str, rule: str, key: str, change: Callable[[Said], object], of_table: bool = False) -> None:
    """Registers a fault in a field of the package, or of one of its tables by chance; each is planted alone."""

    def plant(draft: Draft) -> Expected:
        file = draft.root / "datapackage.json"
        whole = json.loads(file.read_text("utf-8"))
        number = draft.chance.randrange(len(whole["resources"]))
        change(whole["resources"][number] if of_table else whole)
        file.write_text(json.dumps(whole, indent=2, ensure_ascii=False), "utf-8")
        lines = file.read_text("utf-8").splitlines()
        begin = lines.index('  "resources": [') if of_table else 0
        for _ in range(number if of_table else 0):
            begin = lines.index("    },", begin + 1)
        line = next(n for n, text in enumerate(lines[begin:], begin + 1) if f'"{key}"' in text)
        return rule, "datapackage.json", line

    plant.__name__ = name
    DESCRIPTORS.append(plant)


def field(name: str, key: str, value: object, rule: str = FORM) -> None:
    kind(name, rule, key, lambda whole: whole.update({key: value}))


def of_table(name: str, key: str, value: object, rule: str = FORM) -> None:
    kind(name, rule, key, lambda table: table.update({key: value}), of_table=True)


field("version_that_climbs", "version", "0.3.0/../../precious")
field("version_before_its_time", "version", "0.3.0-rc.1")
field("name_that_climbs", "name", "../chips")
field("name_in_capitals", "name", "Chip-Export-Controls")
field("title_with_markup", "title", "<b>Chips</b>")
field("title_turned_round", "title", "Chips\u202eslortnoc")
field("title_of_look_alikes", "title", "\u0421hip controls")
field("description_with_a_link", "description", "See [here](https://example.org).")
field("description_of_two_lines", "description", "One.\nTwo.")
field("created_on_no_day", "created", "2026-02-30T00:00:00Z")
field("keyword_twice", "keywords", ["chips", "Chips"])
field("homepage_on_this_machine", "homepage", "http://localhost/")
field("homepage_with_a_password", "homepage", "https://a:b@example.org/")
field("licence_that_runs", "licenses", [{"name": "MIT", "title": "MIT", "path": "javascript:alert(1)"}])
field("licence_without_an_address", "licenses", [{"name": "MIT", "title": "MIT"}])
field("contributor_without_a_name", "contributors", [{"roles": ["creator"]}])
field("contributor_of_no_role", "contributors", [{"title": "A", "roles": ["king"]}])
field("profile_of_another_kind", "$schema", "https://example.org/profile.json")
field("field_that_nobody_knows", "licence", "MIT", KNOWN)
field("field_that_runs_a_program", "scripts", {"build": "rm"}, KNOWN)
of_table("table_in_another_encoding", "encoding", "latin-1")
of_table("table_in_another_format", "format", "xlsx")
of_table("table_of_another_media_type", "mediatype", "text/html")
of_table("table_with_a_digest_of_no_form", "hash", "abc")
of_table("table_with_a_number_of_rows_below_nothing", "rowCount", -1)
of_table("table_with_another_dialect", "dialect", {"delimiter": ";"})
of_table("table_with_a_field_that_nobody_knows", "pth", "x.csv", KNOWN)
