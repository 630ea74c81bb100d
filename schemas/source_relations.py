"""Rules on the rows of source_relations."""

import narwhals as nw

from chip_export_controls.checks.builders import in_circles, no_circle, related_to_another
from chip_export_controls.checks.rules import Frame, Tables, dataset_rule

related_is_another = related_to_another("source_relations", "source_id", "upstream_source_id", "source")


relations_run_in_no_circle = no_circle("source_relations", "source_id", "upstream_source_id", "relation")


@dataset_rule("source_relations", "source_id", "relation", "upstream_source_id", fix="swap the two ids")
def copy_comes_after_its_original(tables: Tables) -> Frame:
    """What reprints or translates a source is not older than that source."""
    rows = tables["source_relations"].filter(nw.col("relation").cast(nw.String).is_in(["reprints", "translates"]))
    days = tables["sources"].select("source_id", "published_on_min", "published_on_max").drop_nulls("source_id")
    pairs = rows.join(days, on="source_id").join(
        days, left_on="upstream_source_id", right_on="source_id", suffix="_upstream"
    )
    return pairs.filter(nw.col("published_on_min_upstream") > nw.col("published_on_max"))


@dataset_rule("source_relations", "source_id", "relation", "upstream_source_id", fix="keep the one that is true")
def relation_runs_one_way(tables: Tables) -> Frame:
    """No two sources cite, report, reprint or translate each other, nor several in a circle."""
    rows = tables["source_relations"].filter(nw.col("source_id") != nw.col("upstream_source_id"))
    return in_circles(rows, "source_id", "upstream_source_id")
