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
UNION = "EU"
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
    "czechia": "CZ",
    "türkiye": "TR",
    "turkiye": "TR",
    "burma": "MM",
}
# the other countries, by their English names
_NAMES = (
    "AD Andorra; AF Afghanistan; AG Antigua and Barbuda; AI Anguilla; AL Albania; AM Armenia; AO Angola; AQ "
    "Antarctica; AR Argentina; AT Austria; AU Australia; AW Aruba; AX Åland Islands; AZ Azerbaijan; BA Bosnia and "
    "Herzegovina; BB Barbados; BD Bangladesh; BE Belgium; BF Burkina Faso; BG Bulgaria; BH Bahrain; BI Burundi; BJ "
    "Benin; BM Bermuda; BN Brunei; BO Bolivia; BR Brazil; BS Bahamas; BT Bhutan; BV Bouvet Island; BW Botswana; BY "
    "Belarus; BZ Belize; CC Cocos Islands; CI Côte d'Ivoire; CK Cook Islands; CL Chile; CM Cameroon; CO Colombia; CR "
    "Costa Rica; CU Cuba; CV Cape Verde; CW Curaçao; CX Christmas Island; CY Cyprus; CZ Czech Republic; DJ Djibouti; "
    "DK Denmark; DM Dominica; DO Dominican Republic; DZ Algeria; EC Ecuador; EE Estonia; EG Egypt; EH Western Sahara; "
    "ER Eritrea; ET Ethiopia; FI Finland; FJ Fiji; FK Falkland Islands; FM Micronesia; FO Faroe Islands; GA Gabon; GD "
    "Grenada; GE Georgia; GF French Guiana; GG Guernsey; GH Ghana; GI Gibraltar; GL Greenland; GM Gambia; GN Guinea; "
    "GP Guadeloupe; GQ Equatorial Guinea; GS South Georgia and the South Sandwich Islands; GT Guatemala; GU Guam; GW "
    "Guinea-Bissau; GY Guyana; HN Honduras; HR Croatia; HT Haiti; HU Hungary; ID Indonesia; IE Ireland; IM Isle of "
    "Man; IO British Indian Ocean Territory; IQ Iraq; IS Iceland; JE Jersey; JM Jamaica; JO Jordan; KE Kenya; KG "
    "Kyrgyzstan; KH Cambodia; KI Kiribati; KM Comoros; KN St Kitts and Nevis; KW Kuwait; KY Cayman Islands; KZ "
    "Kazakhstan; LA Laos; LB Lebanon; LC St Lucia; LI Liechtenstein; LK Sri Lanka; LR Liberia; LS Lesotho; LT "
    "Lithuania; LU Luxembourg; LV Latvia; LY Libya; MA Morocco; MC Monaco; MD Moldova; ME Montenegro; MG Madagascar; "
    "MH Marshall Islands; MK North Macedonia; ML Mali; MM Myanmar; MN Mongolia; MP Northern Mariana Islands; MQ "
    "Martinique; MR Mauritania; MS Montserrat; MT Malta; MU Mauritius; MV Maldives; MW Malawi; MX Mexico; MZ "
    "Mozambique; NA Namibia; NC New Caledonia; NE Niger; NF Norfolk Island; NG Nigeria; NI Nicaragua; NO Norway; NP "
    "Nepal; NR Nauru; NU Niue; NZ New Zealand; OM Oman; PA Panama; PE Peru; PF French Polynesia; PG Papua New Guinea; "
    "PH Philippines; PK Pakistan; PL Poland; PN Pitcairn; PR Puerto Rico; PS Palestine; PT Portugal; PW Palau; PY "
    "Paraguay; QA Qatar; RE Réunion; RO Romania; RS Serbia; RW Rwanda; SB Solomon Islands; SC Seychelles; SD Sudan; "
    "SE Sweden; SH St Helena; SI Slovenia; SJ Svalbard and Jan Mayen; SK Slovakia; SL Sierra Leone; SM San Marino; SN "
    "Senegal; SO Somalia; SR Suriname; SS South Sudan; ST Sao Tome and Principe; SV El Salvador; SY Syria; SZ "
    "Eswatini; TD Chad; TG Togo; TH Thailand; TJ Tajikistan; TK Tokelau; TL East Timor; TM Turkmenistan; TN Tunisia; "
    "TO Tonga; TR Turkey; TT Trinidad and Tobago; TV Tuvalu; TZ Tanzania; UA Ukraine; UG Uganda; UY Uruguay; UZ "
    "Uzbekistan; VA Vatican City; VC St Vincent; VE Venezuela; VU Vanuatu; WF Wallis and Futuna; YE Yemen; YT "
    "Mayotte; ZA South Africa; ZM Zambia; ZW Zimbabwe "
)
WRITTEN |= {name.lower(): code for code, _, name in (part.strip().partition(" ") for part in _NAMES.split(";"))}
# what measures of a jurisdiction are called after
ADJECTIVES = {
    "AT": "austrian",
    "AU": "australian",
    "BE": "belgian",
    "CA": "canadian",
    "CH": "swiss",
    "CN": "chinese",
    "CZ": "czech",
    "DE": "german",
    "DK": "danish",
    "ES": "spanish",
    "EU": "european",
    "FI": "finnish",
    "FR": "french",
    "GB": "british",
    "IE": "irish",
    "IL": "israeli",
    "IN": "indian",
    "IT": "italian",
    "JP": "japanese",
    "KR": "korean",
    "MY": "malaysian",
    "NL": "dutch",
    "NO": "norwegian",
    "PL": "polish",
    "RU": "russian",
    "SE": "swedish",
    "SG": "singaporean",
    "TW": "taiwanese",
    "US": "american",
    "VN": "vietnamese",
}


def called(code: str) -> str:
    """The names of a jurisdiction in words, and what its measures are called after."""
    return " ".join([*(name for name, of in WRITTEN.items() if of == code), ADJECTIVES.get(code, "")])


def named(text: str) -> str | None:
    """The code of the jurisdiction whose name this is; None for what looks like a code, which may mean another."""
    given = text.strip().lower()
    return WRITTEN.get(given) if len(given) > 2 else None


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
