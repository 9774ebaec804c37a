"""Run a command and see how long it takes and how much memory it and its children hold."""

from __future__ import annotations

import os
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

INTERVAL = 0.02
"""Seconds between two looks at the memory."""

HOW = (
    "sum of the resident sets of the process and all its children, every 20 ms (pages that "
    "processes share count in each)"
    if Path("/proc/self/statm").exists()
    else "largest resident set of any one of the processes (this system has no /proc)"
)
_PAGE = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Run:
    """``wall`` and ``cpu`` in seconds (children included), ``peak`` in bytes."""

    wall: float
    cpu: float
    peak: int


def run(command: Sequence[str], cwd: Path, **environment: str) -> Run:
    """Run ``command`` to its end. Raises RuntimeError with its words when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=_environment(environment),
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )
    watch = _Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    wall = time.perf_counter() - started
    watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu, watch.peak or after.ru_maxrss * 1024)


def _environment(extra: Mapping[str, str]) -> dict[str, str]:
    return {**os.environ, **extra}


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.peak = max(self.peak, _resident(self._pid))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _resident(pid: int) -> int:
    """Bytes of the resident sets of a process and its descendants; 0 where it is gone."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except (OSError, IndexError):
        return 0
    return own + sum(_resident(int(child)) for child in children)
