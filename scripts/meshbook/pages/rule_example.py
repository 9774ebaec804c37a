"""The example of a code as the lines of YAML that a contributor would see."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any

from meshbook.pages.yaml_text import visible, yaml_text


def example(given: Mapping[str, Any], left_out: Callable[[str], str]) -> str | None:
    """The lines of an example as ``rules/codes.yaml`` describes it; None where it has none.

    Such an example says how a valid case is changed; ``left_out`` words a field taken away.
    """
    if "change" in given:
        return yaml_text(given["change"], left_out)
    if "edit" in given:
        return visible(given["edit"]["to"])
    if "others" in given:
        return "\n".join(
            f"# cases/{slug}.yaml\n{yaml_text(other['change'], left_out)}"
            for slug, other in given["others"].items()
        )
    if "base64" in given:
        return str(base64.b64decode(given["base64"]))[2:-1]
    if "name" in given:
        return f"cases/{given['name']}"
    text = given.get("append") or given.get("text") or ""
    return visible(text.strip("\n") + ("\n…" if "times" in given else "")) or None
