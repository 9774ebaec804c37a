"""What was found clean, so that it is not read again while nothing has changed.

What is remembered lies in the cache of whoever checks, never in the project: a pull
request cannot bring along the claim that its own files are clean.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path

from meshbook.model.vocabulary import Vocabulary
from meshbook.rules.identity import Identity

CACHE_VARIABLE = "MESHBOOK_CACHE"
"""The folder of the cache, where the usual one for caches of a user is not to be taken."""

_PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Remembered:
    """Identities of clean files, by a digest of everything that the verdict rests on."""

    file: Path
    state: bytes
    """Changes with the program, the word lists, the day, and what cases are held against."""
    clean: dict[str, Identity] = field(default_factory=dict)
    """The cases."""
    sources: frozenset[str] = frozenset()
    """The digests of sources of measurements."""

    @classmethod
    def of(
        cls, root: Path, words: Vocabulary, today: date, beside: Iterable[bytes] = ()
    ) -> Remembered:
        """What is remembered of the project at ``root``; nothing where that cannot be read.

        ``beside`` are the files that cases are held against.
        """
        name = blake2b(str(root).encode(), digest_size=16).hexdigest()
        folder = Path(os.environ.get(CACHE_VARIABLE) or user_cache_path("meshbook"))
        state = repr((_program(), words.lists, today, [*beside])).encode()
        file = folder / "clean" / f"{name}.json"
        return cls(file, blake2b(state).digest(), *_read(file))

    def digest(self, path: str, content: bytes) -> str:
        """The name under which the verdict on ``content`` at ``path`` is remembered."""
        whole = blake2b(content, digest_size=32, key=self.state)
        whole.update(b"\0" + path.encode("utf-8", "surrogateescape"))
        return whole.hexdigest()

    def write(self, clean: dict[str, Identity], sources: frozenset[str]) -> None:
        """Remember these instead; a cache that cannot be written is done without."""
        if clean == self.clean and sources == self.sources:
            return
        known = {key: asdict(one) for key, one in clean.items()}
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump({**known, **dict.fromkeys(sorted(sources))}, file)
            os.replace(name, self.file)
        except OSError:
            return


def _read(file: Path) -> tuple[dict[str, Identity], frozenset[str]]:
    """The cases and the sources that are remembered: a source is a digest with nothing to it."""
    try:
        data = json.loads(file.read_bytes())
        clean = {
            digest: Identity(
                one["slug"],
                one["path"],
                tuple((mark, tuple(loc), text) for mark, loc, text in one["marks"]),
            )
            for digest, one in data.items()
            if one is not None
        }
        return clean, frozenset(digest for digest, one in data.items() if one is None)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, frozenset()


@cache
def _program() -> tuple[str, ...]:
    """What changes whenever the reading or a rule does."""
    sources = sorted(path for path in _PACKAGE.rglob("*") if path.suffix in (".py", ".yaml"))
    digest = blake2b()
    for path in sources:
        digest.update(path.read_bytes())
    return digest.hexdigest(), sys.version, *map(version, ("babel", "pydantic", "pyyaml"))
