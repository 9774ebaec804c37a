"""The sorted table of keys: prefix search over it, and its cut into shards.

Keys sort by code point, which is also JavaScript's order because no key holds a character between
U+D800 and U+FFFF. A prefix is a stretch of neighbouring keys, so a query reads one or two shards;
where the stretch is longer the table holds its union ready under the prefix and `UNION`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from meshbook.search.keys import Lookup
from meshbook.search.postings import encode

#: Characters of a shard's text; 16 KB or so in UTF-8, 4-8 KB over the wire.
SHARD_LENGTH = 12_000

#: What JSON adds to an entry, and what an entry takes beside its postings when keys are counted
#: as three characters.
PUNCTUATION = 7
ROUGH_KEY = PUNCTUATION + 3

#: Marks a ready union. Sorts after the key that equals the prefix and before any longer key.
UNION = "*"

#: Key -> ascending document numbers.
Documents = dict[str, Sequence[int]]


class Found(NamedTuple):
    """Documents that hold something in the head; in head or facts; anywhere."""

    head: set[int]
    facts: set[int]
    anywhere: set[int]


class Fields(NamedTuple):
    """Key -> documents, each at the highest field that holds the key there."""

    head: Documents
    facts: Documents
    body: Documents


def union(all_found: Iterable[Found]) -> Found:
    """Documents of any."""
    return Found(*(set().union(*level) for level in _levels(all_found)))


def intersection(all_found: Iterable[Found]) -> Found:
    """Documents of all; where the parts stand in different fields the lowest counts."""
    return Found(*(set.intersection(*level) if level else set() for level in _levels(all_found)))


def _levels(all_found: Iterable[Found]) -> Sequence[Sequence[set[int]]]:
    return list(zip(*all_found, strict=True)) or [(), (), ()]


class Table:
    """Keys in order with the documents of each."""

    def __init__(self, fields: Fields, apart: Mapping[str, tuple[str, ...]]) -> None:
        """`apart`: prefix -> longer prefixes that it does not find."""
        self._fields = fields
        self._apart = apart
        self._encoded: dict[str, str] = {}
        self._keys = sorted(fields.head.keys() | fields.facts.keys() | fields.body.keys())

    def find(self, lookup: Lookup) -> Found:
        """Documents of one lookup."""
        keys = [lookup.key] if lookup.whole else self._under(lookup.key)
        head, facts, body = (
            set().union(*(documents[key] for key in keys if key in documents))
            for documents in self._fields
        )
        facts |= head
        return Found(head, facts, body | facts)

    def add(self, found: Mapping[str, Found]) -> None:
        """Put entries made of other entries beside them."""
        for key, (head, facts, anywhere) in found.items():
            self._fields.head[key] = sorted(head)
            self._fields.facts[key] = sorted(facts - head)
            self._fields.body[key] = sorted(anywhere - facts)
        self._keys = sorted([*self._keys, *found])

    def shards(self) -> list["Shard"]:
        """All entries, with the unions that long stretches need, cut into shards."""
        prefixes = {
            second[:length]
            for first, second in pairwise(self._rough_firsts())
            for length in range(1, _common(first, second) + 1)
        }
        self.add({prefix + UNION: self.find(Lookup(prefix, whole=False)) for prefix in prefixes})
        return self._cut()

    def _under(self, prefix: str) -> list[str]:
        start = bisect_left(self._keys, prefix)
        keys = self._keys[start : bisect_left(self._keys, prefix + "\U0010ffff", start)]
        longer = self._apart.get(prefix)
        return [key for key in keys if not key.startswith(longer)] if longer else keys

    def _postings(self, key: str) -> str:
        if key not in self._encoded:
            head, facts, body = self._fields
            postings = encode(body.get(key, ()))
            if key in head or key in facts:
                postings = f"{encode(head.get(key, ()))} {encode(facts.get(key, ()))} {postings}"
            self._encoded[key] = postings
        return self._encoded[key]

    def _rough_firsts(self) -> Iterator[str]:
        """The keys that shards will begin with, or keys near them."""
        room = 0
        for key in self._keys:
            room -= len(self._postings(key)) + ROUGH_KEY
            if room < 0:
                yield key
                room = SHARD_LENGTH

    def _cut(self) -> list["Shard"]:
        shards: list[Shard] = []
        shard, room, before = Shard([], []), 0, ""
        for key in self._keys:
            postings = self._postings(key)
            shared = _common(before, key)
            room -= len(key) - shared + len(postings) + PUNCTUATION
            full = room < 0 and not key.endswith(UNION)  # a union stays with the key before it
            if full or not shards:
                shard, room, shared = Shard([], []), SHARD_LENGTH, 0
                shards.append(shard)
            shard.keys.append(f"{shared}{key[shared:]}")
            shard.postings.append(postings)
            before = key
        return shards


class Shard(NamedTuple):
    """Consecutive entries. A key is a digit, the length it shares with the last, and the rest.

    `postings`: one text for the body alone, or three for head, facts and body with a space between.
    """

    keys: list[str]
    postings: list[str]

    @property
    def first(self) -> str:
        """The first key, which shares nothing."""
        return self.keys[0][1:]


def _common(first: str, second: str) -> int:
    """Length of the common beginning, at most 9 and none past a character outside the BMP."""
    shared = 0
    for one, other in zip(first[:9], second, strict=False):
        if one != other or one > "\uffff":
            break
        shared += 1
    return shared
