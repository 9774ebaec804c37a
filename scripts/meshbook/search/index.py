"""Documents to index files: a sorted table of keys in small shards, read a few at a time."""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, repeat

from meshbook.search import table
from meshbook.search.keys import lookups, run_keys, text_runs
from meshbook.search.normalise import RULES, normalise, to_katakana
from meshbook.search.postings import MAXIMUM_DOCUMENTS
from meshbook.search.synonyms import Synonyms

#: Documents in one `names/<n>.json`.
NAMES_CHUNK = 50


@dataclass(frozen=True)
class SearchDocument:
    """One page in one language.

    `head`: title, organisation names, aliases, kana; `facts`: facet labels and summary; `body`: the
    rest. A word counts where it stands highest. Documents are given in rank order, best first.
    """

    url: str
    kind: str
    title: str
    head: str
    facts: str
    body: str


@dataclass(frozen=True)
class DocumentKeys:
    """What a document is found by: the runs of each field, one to a line. Small to send."""

    url: str
    kind: str
    title: str
    head: str
    facts: str
    body: str


def document_keys(document: SearchDocument, synonyms: Synonyms) -> DocumentKeys:
    """Cut one document. Needs nothing but its arguments, so it may run in any process."""

    def runs(text: str) -> str:
        return "\n".join(text_runs(normalise(text), synonyms.pairs))

    head = f"{document.head}\n{to_katakana(document.head)}"  # a reading may be asked in either kana
    return DocumentKeys(
        document.url,
        document.kind,
        document.title,
        runs(head),
        runs(document.facts),
        runs(document.body),
    )


def build_index(
    documents: Iterable[SearchDocument], language: str, synonyms: Synonyms
) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every file of the index of one language. Same input, same bytes."""
    return assemble([document_keys(each, synonyms) for each in documents], language, synonyms)


def assemble(
    documents: Sequence[DocumentKeys], language: str, synonyms: Synonyms
) -> Iterator[tuple[str, bytes]]:
    """`build_index` from documents already cut. Raises `ValueError` past `MAXIMUM_DOCUMENTS`."""
    if len(documents) > MAXIMUM_DOCUMENTS:
        raise ValueError(f"{len(documents)} documents, at most {MAXIMUM_DOCUMENTS} fit an index")
    names = [(each.url, each.title, each.kind) for each in documents]
    kinds = groupby(each.kind for each in documents)
    stretches = [(kind, sum(1 for _ in each)) for kind, each in kinds]
    entries = table.Table(_gather(documents), synonyms.apart)
    del documents  # half of the memory that the work below would need
    entries.add(_groups(entries, synonyms))
    shards = entries.shards()
    folder = f"search/{language}"
    for number, shard in enumerate(shards):
        yield f"{folder}/{number}.json", _json(shard)
    for number, start in enumerate(range(0, len(names), NAMES_CHUNK)):
        yield f"{folder}/names/{number}.json", _json(names[start : start + NAMES_CHUNK])
    yield (
        f"{folder}/manifest.json",
        _json(
            {
                "language": language,
                "documents": len(names),
                "kinds": stretches,
                "names_chunk": NAMES_CHUNK,
                "shards": [shard.first for shard in shards],
                "rules": RULES,
                "groups": [group.manifest() for group in synonyms.groups],
                "names": synonyms.names,
                "soft": synonyms.soft,
                "apart": synonyms.apart,
            }
        ),
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _gather(documents: Sequence[DocumentKeys]) -> table.Fields:
    """Every key with its documents, each at the highest field that holds the key there."""
    head = _by_key(each.head for each in documents)
    facts = _by_key(each.facts for each in documents)
    body = _by_key(each.body for each in documents)
    _take_out(facts, head)
    _take_out(body, head)
    _take_out(body, facts)
    return table.Fields(head, facts, body)


def _by_key(texts: Iterable[str]) -> table.Documents:
    """Key -> documents. Runs are gathered first: they are fewer than their keys by half."""
    by_run: defaultdict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text:
            appends = map(list.append, map(by_run.__getitem__, text.split("\n")), repeat(number))
            deque(appends, maxlen=0)  # runs the appends without a loop in Python
    lists: defaultdict[str, list[list[int]]] = defaultdict(list)
    for run, documents in by_run.items():
        for key in run_keys(run):
            lists[key].append(documents)
    return {
        key: each[0] if len(each) == 1 else sorted(set().union(*each))
        for key, each in lists.items()
    }


def _take_out(lower: table.Documents, higher: table.Documents) -> None:
    """A document counts at the higher field alone."""
    for key in lower.keys() & higher.keys():
        left = set(lower[key]).difference(higher[key])
        if left:
            lower[key] = sorted(left)
        else:
            del lower[key]


def _groups(entries: table.Table, synonyms: Synonyms) -> dict[str, table.Found]:
    """The union of every synonym group under one key: a reader then fetches one shard for it."""
    find = cache(entries.find)
    return {
        f"={number:04}": table.union(
            table.intersection(map(find, lookups(form, synonyms.pairs))) for form in group.found
        )
        for number, group in enumerate(synonyms.groups)
    }
