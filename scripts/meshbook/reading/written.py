"""Hand-written records in a folder of their own, one file each: found and read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from meshbook.model.values import Record
from meshbook.problems import Problem
from meshbook.reading.bytes import MAX_BYTES, content_of
from meshbook.reading.record import read_record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class WrittenFile(Generic[R]):
    """A file as read; ``record`` is None where it has a fault that keeps it from being one."""

    path: str
    content: bytes
    record: R | None
    problems: tuple[Problem, ...]

    @property
    def slug(self) -> str:
        """The name of the file."""
        return self.path.rpartition("/")[2].removesuffix(".yaml")


def read_folder(
    root: Path, folder: str, model: type[R], paths: Sequence[Path] | None = None
) -> list[WrittenFile[R]]:
    """All files ``<folder>/*.yaml``, or those among ``paths``, in the order of their names."""
    files = sorted((root / folder).glob("[!._]*.yaml"))
    if paths is not None:
        wanted = {Path(os.path.abspath(path)) for path in paths}
        files = [path for path in files if wanted & {path, *path.parents}]
    return [_read(f"{folder}/{path.name}", path, model) for path in files]


def read_file(root: Path, shown: str, model: type[R]) -> WrittenFile[R]:
    """The file ``shown`` of the project."""
    return _read(shown, root / shown, model)


def read_written(model: type[R], path: str, content: bytes) -> WrittenFile[R]:
    """The file ``path`` of these bytes. Never raises for what they hold."""
    record, problems = read_record(model, path, content)
    return WrittenFile(path, content, record, tuple(problems))


def is_inside(path: Path, root: Path, folder: str) -> bool:
    """Whether ``path`` is, or lies in, the ``folder`` of the project."""
    return Path(os.path.abspath(path)).is_relative_to(root / folder)


def whole(files: Iterable[WrittenFile[R]]) -> Mapping[str, R]:
    """Those that were read without a fault, by their slug."""
    return {file.slug: file.record for file in files if file.record and not file.problems}


def _read(shown: str, path: Path, model: type[R]) -> WrittenFile[R]:
    content = content_of(shown, path, MAX_BYTES)
    if isinstance(content, Problem):
        return WrittenFile(shown, b"", None, (content,))
    return read_written(model, shown, content)
