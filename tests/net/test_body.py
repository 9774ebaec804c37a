"""The content of an answer, unpacked and no larger than allowed."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.net.body import Broken, TooLarge, whole


def cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


@given(st.binary(max_size=2000), st.integers(1, 50))
def test_packed_content_comes_out_as_it_went_in(content: bytes, size: int) -> None:
    assert whole(cut(content, size), "", 2000) == content
    assert whole(cut(gzip.compress(content), size), "GZip", 2100) == content


@given(st.binary(max_size=500))
def test_bytes_that_are_not_gzip_are_broken_and_nothing_worse(content: bytes) -> None:
    with pytest.raises(Broken):
        whole([content], "gzip", 10_000)


def test_every_cut_through_packed_content_is_noticed() -> None:
    packed = gzip.compress(b"percentiles " * 20)
    for length in range(len(packed)):
        with pytest.raises(Broken):
            whole([packed[:length]], "gzip", 10_000)


def test_what_follows_packed_content_is_noticed() -> None:
    with pytest.raises(Broken):
        whole([gzip.compress(b"a") + b"b"], "gzip", 100)


def test_the_limit_holds_for_both_sizes() -> None:
    assert whole([b"x" * 10], "", 10) == b"x" * 10
    with pytest.raises(TooLarge):
        whole([b"x" * 11], "", 10)
    assert len(whole([gzip.compress(b"x" * 1000)], "gzip", 1000)) == 1000
    with pytest.raises(TooLarge):
        whole([gzip.compress(b"x" * 1001)], "gzip", 1000)
    with pytest.raises(TooLarge):
        whole([gzip.compress(bytes(range(100)))], "gzip", 100)  # larger packed than not


def test_a_bomb_takes_no_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(TooLarge):
        whole([bomb], "gzip", 100_000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


@pytest.mark.parametrize("encoding", ["br", "deflate", "gzip, gzip", "zstd"])
def test_a_packing_that_was_not_asked_for_is_broken(encoding: str) -> None:
    with pytest.raises(Broken):
        whole([b"x"], encoding, 10)
