"""Make the two languages of a generated text state the same numbers and names, as real ones do."""

from __future__ import annotations

import re

from meshbook.rules.numerals import english, japanese
from meshbook.rules.subject import LATIN_NAME

_NUMERAL = re.compile(r"(?<![A-Za-z0-9_])\d[\d,.]*\d*[千万億兆]*(?:[A-Za-z]+\b)?")


def agreeing(pair: dict[str, str]) -> dict[str, str]:
    """The texts of one statement, without what only one of them says."""
    if set(pair) != {"en", "ja"}:
        return pair
    en, ja = pair["en"], pair["ja"]
    said = en.lower()
    ja = LATIN_NAME.sub(lambda name: name[0] if name[0].lower() in said else "製品", ja)
    if english(en)[0] != japanese(ja)[0]:
        en, ja = _NUMERAL.sub("some", en), _NUMERAL.sub("数", ja)
    return {"en": en, "ja": ja}
