"""Rules on the rows of firm_names."""

import narwhals as nw

from chip_export_controls.checks.builders import text_is_in_its_language
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule, row_rule

letters_are_those_of_the_language = text_is_in_its_language("firm_names", "name")


@row_rule("firm_names", "name", "language", "kind", fix="correct kind, or write the name in its own letters")
def local_script_is_not_latin() -> nw.Expr:
    """A name in local script has letters that are not Latin."""
    local = nw.col("kind").cast(nw.String) == "local-script"
    return local & ~nw.col("name").str.contains("[\u0370-\u1fff\u2e80-\ud7ff\uf900-\ufaff]")


_STRONG = ["legal", "former", "local-script"]


def _of_others(tables: Tables, kinds: list[str]) -> Frame:
    """The names of these kinds that are the name, or a legal, former or local one, of another firm there."""
    firms = tables["firms"].select("firm_id", "name", "jurisdiction").drop_nulls(["firm_id", "name"])
    kind, word = nw.col("kind").cast(nw.String), nw.col("name").str.to_lowercase()
    names = tables["firm_names"].with_columns(kind=kind, word=word).drop_nulls(["firm_id", "name"])
    names = names.join(firms.drop("name"), on="firm_id")
    own = [firms.with_columns(word=word), names.filter(nw.col("kind").is_in(_STRONG))]
    known = nw.concat([frame.select("firm_id", "word", "jurisdiction") for frame in own])
    pairs = names.filter(nw.col("kind").is_in(kinds)).join(known, on=["word", "jurisdiction"], suffix="_other")
    return pairs.filter(nw.col("firm_id") != nw.col("firm_id_other"))


@dataset_rule("firm_names", "firm_id", "name", fix="merge the two firms, or give each name to the firm that has it")
def name_is_not_that_of_another_firm(tables: Tables) -> Frame:
    """A legal, former or local name is not a name of another firm there, nor a former one the present name."""
    present = tables["firms"].select("firm_id", "name").drop_nulls()
    former = tables["firm_names"].filter(nw.col("kind").cast(nw.String) == "former")
    same = former.join(present, on=["firm_id", "name"], how="semi")
    return nw.concat([_of_others(tables, _STRONG).select("line"), same.select("line")])


@dataset_rule(
    "firm_names",
    "firm_id",
    "name",
    fix="see whether the two are one firm; a list may give one alias to two",
    severity="warning",
)
def alias_is_not_that_of_another_firm(tables: Tables) -> Frame:
    """An alias or a short name is not a name of another firm of the same jurisdiction."""
    return _of_others(tables, ["alias", "short"])
