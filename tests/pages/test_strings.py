"""The two string tables say the same things under the same keys."""

from __future__ import annotations

from string import Formatter

from meshbook.pages.strings import strings


def names_in(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert strings("en").keys() == strings("ja").keys()


def test_a_string_is_given_the_same_values_in_both_languages() -> None:
    english, japanese = strings("en"), strings("ja")
    differing = {
        key: (english[key], japanese[key])
        for key in english
        if "example" not in key and names_in(english[key]) ^ names_in(japanese[key])
    }
    assert differing == {}
