"""Turns a source's address and a claim's text fragment into the link that opens at the passage."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def passage_url(url: Any, fragment: Any) -> str | None:
    """The link that opens at the passage: the source's URL with its text fragment, as far as both are known."""
    import pandas as pd

    if pd.isna(url):
        return None
    separator = ":~:text=" if "#" in url else "#:~:text="
    return str(url) if pd.isna(fragment) else f"{url}{separator}{fragment}"


def passage_urls(rows: "pd.DataFrame") -> Any:
    """The link of each row that has the `url` of a source and the `text_fragment` of a claim, as an array of text."""
    import pandas as pd

    links = [passage_url(url, fragment) for url, fragment in zip(rows["url"], rows["text_fragment"], strict=True)]
    return pd.array(links, dtype="string")
