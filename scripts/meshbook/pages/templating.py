"""Jinja without what these templates never ask of it: a third off the time of a page.

A template joins its outputs to one text in the end, so a plain string that is escaped
serves as well there as the ``Markup`` that Jinja makes of it. A dot asks an object for an
attribute, never a dict for a key. A call passes on what it is given, never the context.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

try:
    from markupsafe._speedups import _escape_inner as _escape_text
except ImportError:  # no compiled part on this platform
    from markupsafe import escape as _escape_text


def escaped(value: object) -> str:
    """``value`` as text that is safe in HTML; markup stays as it is."""
    if type(value) is str:
        return _escape_text(value)
    return value if isinstance(value, Markup) else escape(value)


class EscapingCode(CodeGenerator):
    """Writes a call of ``escaped`` where Jinja would write one of its own escape.

    If a later Jinja does not ask here any more, its own escape does the same, slower.
    """

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        settled = frame.eval_ctx.autoescape and not frame.eval_ctx.volatile
        if settled and finalize.src is None:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class CallingContext(Context):
    """Calls a function with what the template gives it, and nothing beside that."""

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **kwargs: Any,
    ) -> Any:
        """The result of ``function``; Jinja's own names for the scope stay out."""
        return function(*args, **kwargs)


class SiteEnvironment(Environment):
    """An environment whose templates escape, look up and call in the short way."""

    code_generator_class = EscapingCode
    context_class = CallingContext
    escaped = staticmethod(escaped)
    getattr = staticmethod(getattr)  # type: ignore[assignment]
