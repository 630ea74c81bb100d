"""The codes that name jurisdictions, and what people write in their place."""

import re

from ..findings.nearest import nearest

# ISO 3166-1 alpha-2
_CODES = (
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY "
    "BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK "
    "ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM "
    "PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW "
)
COUNTRIES = frozenset(_CODES.split())
CODES = COUNTRIES | {"EU"}
# the members of the European Union since February 2020
UNION = "EU"
_MEMBERS = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
MEMBERS = frozenset(_MEMBERS.split())
GROUP = re.compile(r"[A-E]:[1-6]")
# what is written for a code, in lower case
WRITTEN = {
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "britain": "GB",
    "england": "GB",
    "usa": "US",
    "united states": "US",
    "u.s.": "US",
    "america": "US",
    "prc": "CN",
    "china": "CN",
    "mainland china": "CN",
    "中国": "CN",
    "hong kong": "HK",
    "hongkong": "HK",
    "macau": "MO",
    "macao": "MO",
    "roc": "TW",
    "taiwan": "TW",
    "japan": "JP",
    "rok": "KR",
    "korea": "KR",
    "south korea": "KR",
    "dprk": "KP",
    "north korea": "KP",
    "nederland": "NL",
    "netherlands": "NL",
    "the netherlands": "NL",
    "holland": "NL",
    "germany": "DE",
    "deutschland": "DE",
    "france": "FR",
    "italy": "IT",
    "spain": "ES",
    "canada": "CA",
    "european union": "EU",
    "greece": "GR",
    "el": "GR",
    "vietnam": "VN",
    "viet nam": "VN",
    "uae": "AE",
    "united arab emirates": "AE",
    "emirates": "AE",
    "saudi arabia": "SA",
    "russia": "RU",
    "russian federation": "RU",
    "iran": "IR",
    "israel": "IL",
    "india": "IN",
    "singapore": "SG",
    "malaysia": "MY",
    "switzerland": "CH",
}


def laws_of(exporter: str | None) -> list[str | None]:
    """Whose law an exporter has to ask: its own, and for a member of the European Union that of the Union too."""
    return [exporter, UNION] if exporter in MEMBERS else [exporter]


def meant(text: str) -> str | None:
    """The code that a person who writes this means, if it is one or a known way of writing one."""
    given = text.strip()
    code = given.upper()
    return WRITTEN.get(given.lower()) or (code if code in CODES or GROUP.fullmatch(code) else None)


def proposal(text: str) -> str:
    """«did you mean `GB`?» for what is no code, or nothing."""
    code = meant(text)
    if code:
        return f"did you mean `{code}`?"
    name = nearest(text.strip().lower(), sorted(WRITTEN))
    return f"did you mean `{WRITTEN[name.split('`')[1]]}`?" if name else ""
