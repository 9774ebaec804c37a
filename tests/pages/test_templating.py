"""Templates escape, look up and call in our own short way, which must do what Jinja's does."""

from __future__ import annotations

import pytest
from jinja2 import StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from meshbook.pages.templating import SiteEnvironment, escaped

VALUES = ["<a href=\"x\" on='y'>&amp;", "日本語", "", 7, 99.5, None, ["<b>"], Markup("<b>")]


class Wrapped:
    def __html__(self) -> str:
        return "<i>"

    def __str__(self) -> str:
        return "<u>"


@pytest.mark.parametrize("value", [*VALUES, Wrapped()])
def test_a_value_is_escaped_as_jinja_would(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_what_a_macro_or_a_block_gives_is_not_escaped_twice() -> None:
    made = SiteEnvironment(autoescape=True).from_string(
        "{% macro b(x) %}<b>{{ x }}</b>{% endmacro %}"
        "{% set kept %}{{ b(x) }}{% endset %}{{ kept }}|{{ x ~ '<' }}|{{ [x, '&']|join(' ') }}"
    )
    assert made.render(x="<") == "<b>&lt;</b>|&lt;&lt;|&lt; &amp;"


def test_an_undefined_name_is_still_an_error() -> None:
    made = SiteEnvironment(autoescape=True, undefined=StrictUndefined)
    with pytest.raises(UndefinedError):
        made.from_string("{{ nothing }}").render()


def test_the_templates_really_use_it() -> None:
    code = SiteEnvironment(autoescape=True).compile("{{ x }}", raw=True)
    assert "environment.escaped(" in code


def test_a_call_in_a_loop_is_given_what_the_template_gives() -> None:
    made = SiteEnvironment(autoescape=True)
    made.globals["told"] = lambda *words, **more: f"{words}{more}"
    template = made.from_string("{% for x in [1] %}{{ told(x, by='a')|safe }}{% endfor %}")
    assert template.render() == "(1,){'by': 'a'}"


def test_an_attribute_that_is_not_there_is_an_error() -> None:
    made = SiteEnvironment(autoescape=True)
    with pytest.raises(AttributeError):
        made.from_string("{{ thing.nothing }}").render(thing=Wrapped())
