"""Turns the Table Schemas into the data dictionary, a page for each table and one for all."""

from chip_export_controls import describe, tables
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.table import Table


def _cell(text: object) -> str:
    return "" if text is None or text != text else str(text).replace("|", "\\|").replace("*", "\\*")


def _link(reference: object) -> str:
    if not isinstance(reference, str):
        return ""
    table = reference.split(".")[0]
    return f"[{reference}]({table}.md)"


def table_page(table: Table) -> str:
    """One table: what a row is, its key, and each field."""
    lines = ["| field | type | required | meaning | refers to | allowed |", "| --- | --- | --- | --- | --- | --- |"]
    for row in describe(table.name).astype(object).to_dict("records"):
        required = "yes" if row["required"] or row["key"] else ""
        cells = (f"`{row['field']}`", row["type"], required, _cell(row["description"]), _link(row["references"]))
        lines.append(f"| {' | '.join(cells)} | {_cell(row['allowed'])} |")
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"# {table.name}\n\n{table.schema.get('description', '')}\n\nKey: {key}.\n\n" + "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """The pages by name, `index` among them."""
    found = law()
    rows = [f"| [{name}]({name}.md) | {_cell(found[name].schema.get('description', ''))} |" for name in tables()]
    index = "# Data dictionary\n\n| table | a row is |\n| --- | --- |\n" + "\n".join(rows) + "\n"
    return {"index": index, **{name: table_page(found[name]) for name in tables()}}
