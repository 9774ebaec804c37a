"""Run a command and see how long it takes and how much memory it and its children hold."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PSS = re.compile(r"(?m)^Pss:\s+(\d+) kB")
INTERVAL = 0.03
"""Seconds between two looks at the memory."""

HOW = (
    "memory of the process and all its children together, shared pages counted once (the sum of "
    "Pss in /proc/*/smaps_rollup, every 30 ms), in a further run that is not timed"
    if Path("/proc/self/smaps_rollup").exists()
    else "largest resident set of any one of the processes (this system has no smaps_rollup)"
)


@dataclass(frozen=True, slots=True)
class Run:
    """``wall`` and ``cpu`` in seconds, children included."""

    wall: float
    cpu: float


def run(command: Sequence[str], cwd: Path, **environment: str) -> Run:
    """Run ``command`` to its end. Raises RuntimeError with its words when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    _finish(_started(command, cwd, environment), command)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall, cpu)


def peak_of(command: Sequence[str], cwd: Path, **environment: str) -> int:
    """The most memory in bytes that ``command`` needed (see ``HOW``). Raises RuntimeError."""
    process = _started(command, cwd, environment)
    watch = _Watch(process.pid)
    watch.start()
    try:
        _finish(process, command)
    finally:
        watch.stop()
    return watch.peak or resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def _started(
    command: Sequence[str], cwd: Path, environment: Mapping[str, str]
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command, cwd=cwd, env={**os.environ, **environment},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )


def _finish(process: subprocess.Popen[str], command: Sequence[str]) -> None:
    output, _ = process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}:\n{output}")


class _Watch(threading.Thread):
    """Looks at the memory of a process and its children until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._pid = pid
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(INTERVAL):
            self.peak = max(self.peak, _held(self._pid))

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _held(pid: int) -> int:
    """Bytes that a process and its descendants hold; 0 where it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return 0
    match = _PSS.search(rollup)
    own = int(match[1]) * 1024 if match else 0
    return own + sum(_held(int(child)) for child in children)
