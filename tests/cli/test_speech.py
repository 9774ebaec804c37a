"""The words that a command has in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from meshbook.cli.speech import words_of
from meshbook.problems import MeshbookError


def test_words_are_found_by_language(tmp_path: Path) -> None:
    path = tmp_path / "count.yaml"
    path.write_text("en: {files: '{count} files'}\nja: {files: '{count}件'}\n", encoding="utf-8")
    assert words_of(path)["ja"]["files"].format(count=2) == "2件"


@pytest.mark.parametrize("text", ["en: [", "en: {a: b}\nen: {a: c}\n", ""])
def test_words_that_cannot_be_read_stop_the_command(tmp_path: Path, text: str) -> None:
    path = tmp_path / "count.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MeshbookError, match=r"count\.yaml:\d+:\d+"):
        words_of(path)
