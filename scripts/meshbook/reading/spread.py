"""Do the same to many things in several processes, where that is faster."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

RARELY = 10_000
"""New objects between two collections; Python's own 700 cost a tenth of the time of a build."""

WORTHWHILE = 60
"""Fewer things than this are done sooner than a process is started for them."""


def spread(work: Callable[[T], R], things: Sequence[T], jobs: int | None = None) -> list[R]:
    """``[work(thing) for thing in things]``, in ``jobs`` processes (default: the cores).

    The processes are forked, so ``work`` may be any function; its results are pickled.
    Where there is no fork everything is done here, with the same result.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs < 2 or len(things) < WORTHWHILE or not _can_fork():
        with no_collection():
            return [work(thing) for thing in things]
    context = multiprocessing.get_context("fork")
    shares = [things[start::jobs] for start in range(jobs)]
    readers = []
    processes = []
    with no_collection():
        for share in shares[1:]:
            reader, writer = context.Pipe(duplex=False)
            process = context.Process(target=_work_on, args=(work, share, writer))
            process.start()
            writer.close()
            readers.append(reader)
            processes.append(process)
        parts = [[work(thing) for thing in shares[0]]]
        parts += [_received(reader) for reader in readers]
    for process in processes:
        process.join()
    return [parts[index % jobs][index // jobs] for index in range(len(things))]


@contextmanager
def no_collection() -> Iterator[None]:
    """Without the cyclic garbage collector: it would look at every new object many times.

    What was made stays out of later collections too (``gc.freeze``).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_on:
            gc.enable()


@contextmanager
def rare_collection() -> Iterator[None]:
    """With the collector looking seldom, and only at what is made from now on."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(RARELY, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _can_fork() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _work_on(work: Callable[[T], R], share: Sequence[T], writer: Connection) -> None:
    try:
        writer.send([work(thing) for thing in share])
    except BaseException as error:
        writer.send(error)
        raise SystemExit(1) from None


def _received(reader: Connection) -> Any:
    result = reader.recv()
    if isinstance(result, BaseException):
        raise result
    return result
