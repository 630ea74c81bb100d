"""What text is refused for: a pattern for each rule on characters, on words left by tools, and on addresses.

Each pattern means the same to Python's `re` and to the engine that searches a whole column: no look-around, and no word
boundary, which makes a search of a whole column slow.
"""

import re
from collections.abc import Mapping

# letters that look like Latin ones, of Greek and Cyrillic
_TWINS = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοѕіјАВЕКМНОРСТУХаеорсухЅІЈ"
_LATIN, _ALIKE = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
# of Armenian, Cherokee, Coptic and Lisu: no Latin word has them
_RARE = "\u0530-\u058f\u13a0-\u13ff\u2c80-\u2cff\ua4d0-\ua4ff\uab70-\uabbf"
# marks that are drawn on or through a letter; a letter in normal form C needs one of them at most
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
_TRUE_ALIKE = "".join(chr(n) for n in range(0x370, 0x530) if chr(n) not in _TWINS)
_OTHER = f"[^{_TRUE_ALIKE}]*"
# a whole word of look-alikes among Latin words, in a cell without a letter that only the other script has
_WORD = rf"(?:^|[^\w])[{_TWINS}]{{2,}}(?:[^\w]|$)"
_DISGUISED = rf"^{_OTHER}[{_LATIN}]{_OTHER}{_WORD}{_OTHER}$|^{_OTHER}{_WORD}{_OTHER}[{_LATIN}]{_OTHER}$"
# the second byte of a letter of two bytes, as Windows-1252 and Latin-1 show it
_TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"

# of any cell
CHARACTERS: Mapping[str, str] = {
    "any/no-control-characters": "[\x00-\x1f\x7f-\x9f]",
    "any/no-invisible-characters": (
        "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
        "\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
        "\U000f0000-\U0010ffff]"
    ),
    "any/one-script-words": f"[{_LATIN}][{_ALIKE}{_RARE}]|[{_ALIKE}{_RARE}][{_LATIN}]|{_DISGUISED}",
    "any/one-plain-space": "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|  ",
    "any/read-as-utf-8": (
        rf"[ÂÃÅÐÑ][{_TAIL}]|â(?:€|‚|„|\u0080|\u0082)|[ãäåæçèé][{_TAIL}]{{2}}|ðŸ|ï»¿|ï¿½|锟斤拷|\ufffd|\?{{3,}}"
    ),
    "any/no-markup": r"&(?:[A-Za-z]{2,8}|#[0-9]+|#[xX][0-9a-fA-F]+);|</?[A-Za-z][^<>]*>|\]\(https?:|\\[nrtu\"]",
    "any/plain-letters": (
        "[\u2160-\u217f\u2460-\u24ff\u2f00-\u2fd5\u3200-\u33ff\uf900-\ufaff\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a"
        "\uff41-\uff5a\uff61-\uff9f\U0001d400-\U0001d7ff\u0250-\u02af\u1d00-\u1dbf\u2010-\u2012\u2190-\u21ff\u2212"
        "\u2400-\u243f\u2600-\u27bf\u2b00-\u2bff\ufe58\ufe63\uff0d\U0001f000-\U0001faff]"
        f"|[{_MARKS}]{{2}}|[\u0334-\u0338\u20d0-\u20ff]"
    ),
}

# the same of a cell of ASCII alone; what is not here no such cell can break
ASCII: Mapping[str, str] = {
    "any/no-control-characters": "[\x00-\x1f\x7f]",
    "any/one-plain-space": "  ",
    "any/read-as-utf-8": r"\?{3,}",
    "any/no-markup": CHARACTERS["any/no-markup"],
}

_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_PLACEHOLDERS = (
    r"nan|n/a|n\.a\.?|#n/a|null|nil|none|tb[adc]|to do|todo|fixme|unknown|undefined|missing|no data|\(blank\)|x{2,}"
    r"|[?.…–—/_]+"
)
# of text that is no value of a list
TEXT: Mapping[str, str] = {
    "any/text-is-whole": (
        r"[,;:(\[«“]$|^[,;:)\]»”!?]|,,|;;|[0-9A-Za-z]{2}\.\.$|\(cid:[0-9]+\)"
        r"|(?:^|\W)(?i:the the|of of|to to|and and|is is|for for)(?:\W|$)"
    ),
    "any/no-formulas": "^[=+@\t-]",
    "any/empty-is-empty": (
        rf"^(?i:{_PLACEHOLDERS})\.?$|\[(?i:insert|tbd|todo|fill|x+)(?:\W|$)|(?:^|\W)(?:TODO|TBD|FIXME|XXX+)(?:\W|$)"
        r"|(?i:lorem ipsum)|\?\?|\(\?\)|\[ *\]|\( *\)"
        r"|(?:^|\W)(?i:pages?|section|paragraph|article|annex|no\.) (?:[xX]{2,}|_+|0|\?)(?:[^0-9A-Za-z]|$)"
    ),
    "any/as-it-was-typed": (
        rf"^[0-9](?:\.[0-9]+)?E[+-][0-9]+$|#(?:REF|VALUE|NUM|NULL|DIV/0)!|#NAME\?|#{{4,}}|^(?:TRUE|FALSE)$"
        rf"|^[0-9]{{1,2}}-{_MONTH}(?:-[0-9]{{2,4}})?$|^{_MONTH}-[0-9]{{2,4}}$"
        rf"|^[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}[ T]00:00:00"
    ),
}
# where `NA` is not Namibia
NOTHING = "^(?i:na)$"

_SESSION = r"jsessionid|phpsessid|session(?:_?id)?|sid|token|access_token|auth|signature|x-amz-signature"
_PRIVATE = (
    r"localhost|[^./?#:@\[\]]+|(?:0x[0-9a-f]+|0[0-9]+)(?:\.[0-9a-fx]+){0,3}|(?:0|10|127)(?:\.[0-9]+){3}(?:\.(?:nip|sslip)\.io)?|192\.168(?:\.[0-9]+){2}|169\.254(?:\.[0-9]+){2}"
    r"|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]+){2}|\[[^\]]*\]|[^/?#:@]*\.(?:local|localhost|localdomain|internal|lan"
    r"|intranet|corp|home|test|invalid|onion)"
)
# of addresses
ADDRESS: Mapping[str, str] = {
    "any/address-is-public": rf"^https?://(?:[^/?#]*@|(?i:{_PRIVATE})\.?(?::[0-9]*)?(?:[/?#]|$))"
    rf"|[?&;](?i:{_SESSION})=",
    "any/address-can-be-followed": (
        r"%25[0-9A-Fa-f]{2}|%(?:[^0-9A-Fa-f]|[0-9A-Fa-f][^0-9A-Fa-f]|[0-9A-Fa-f]?$)|:~:|[,;…]$|^https?://[^/?#]*(?:\.\.|//)"
        r"|^https?://[^:/?#@]*:[^0-9/?#@][^/?#@]*(?:[/?#]|$)|https?://https?:"
    ),
}


def narrow(pattern: str) -> str:
    """A pattern of TEXT as it need be for a cell of ASCII alone, which is built and searched faster."""
    return re.sub("[^\x00-\x7f]", "", pattern).replace("(?i:", "(?i-u:").replace(r"\W", "[^0-9A-Za-z_]")
