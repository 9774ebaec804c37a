"""Document numbers as text that JSON carries and gzip packs: one character for each gap."""

from collections.abc import Sequence
from operator import sub

# Left out: what JSON escapes, the space (it parts the three fields), controls, surrogates.
_EXCLUDED = {0x22, 0x5C, *range(0x7F, 0xA1), *range(0xD800, 0xE000)}
_ALPHABET = [chr(code) for code in range(0x20, 0x10000) if code not in _EXCLUDED]

#: A gap must fit one character, so an index holds at most this many documents.
MAXIMUM_DOCUMENTS = len(_ALPHABET) - 1

_character = _ALPHABET.__getitem__


def encode(documents: Sequence[int]) -> str:
    """Ascending document numbers as one character per gap (the first counts from -1)."""
    if not documents:
        return ""
    gaps = map(sub, documents[1:], documents)
    return _character(documents[0] + 1) + "".join(map(_character, gaps))


def decode(text: str) -> list[int]:
    """The document numbers of `encode`."""
    document, documents = -1, []
    for character in text:
        document += _ALPHABET.index(character)
        documents.append(document)
    return documents
