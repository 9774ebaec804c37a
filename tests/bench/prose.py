"""New text that reads, repeats and grows like the real one.

Sentences follow the real ones word by word for a while and then turn off into another.
Rare words give way to coined ones, so that the vocabulary keeps growing with the text as
Heaps's law has it (V = K n^b, with b measured on the real text), not only up to what five
cases hold.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

WORD = re.compile(r"[A-Za-z][A-Za-z'’]+|[ァ-ヶー]{2,}|[一-龥々]{2,}")
"""What counts as a word when a vocabulary is measured."""

_JAPANESE = re.compile(r"[ぁ-ヶ一-龥]")
_TOKENS = {
    "en": re.compile(r"\S+\s*"),
    "ja": re.compile(r"[一-龥々]+|[ァ-ヶー]+|[ぁ-ゖ]{1,3}|[A-Za-z0-9./:_-]+\s*|."),
}
_SENTENCES = {"en": re.compile(r"(?<=[.!?])\s+"), "ja": re.compile(r"(?<=。)")}
_ENDS = {"en": ".", "ja": "。"}
LONGEST = {"en": 28, "ja": 40}
"""Tokens after which a sentence ends, come what may."""
TURNS = 0.25
"""How often a sentence follows one word only, and so may turn off into another sentence."""
ECHO = 0.5
"""How often a text goes on as it did before in the same case: a case has its subject."""
RARE = 2
"""A word that the real text has no oftener than this may give way to a coined one."""


def words_of(text: str) -> list[str]:
    """The words by which vocabularies are counted."""
    return [word.lower() for word in WORD.findall(text)]


def language_of(text: str) -> str:
    """The language that a text looks like: ``en`` or ``ja``."""
    return "ja" if _JAPANESE.search(text) else "en"


@dataclass(frozen=True)
class Growth:
    """Heaps's law as measured: ``words`` in the real text, ``distinct`` of them, exponent ``b``."""

    words: int
    distinct: int
    b: float

    def vocabulary(self, words: float) -> float:
        """The distinct words in a text of ``words`` words."""
        return self.distinct * math.pow(words / self.words, self.b)

    def new_share(self, words: float) -> float:
        """How many of the next words are new ones."""
        return self.b * self.vocabulary(words) / words


class Language:
    """What the real text of one language is like."""

    def __init__(self, code: str, texts: Sequence[str]) -> None:
        self.code = code
        self.after_two: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.after_one: defaultdict[str, list[str]] = defaultdict(list)
        self.starts: list[str] = []
        sentences = [each for text in texts for each in _SENTENCES[code].split(text) if each]
        for sentence in sentences:
            self._learn([*_TOKENS[code].findall(sentence), ""])
        words = [word for sentence in sentences for word in words_of(sentence)]
        counts = Counter(words)
        self.growth = _growth(sentences)
        self.rare = {word for word, count in counts.items() if count <= RARE and len(word) > 1}
        self.rare_share = sum(counts[word] for word in self.rare) / len(words)
        self.parts = sorted(self.rare)

    def _learn(self, tokens: Sequence[str]) -> None:
        self.starts.append(tokens[0])
        self.after_two["", tokens[0]].append(tokens[1])
        for one, two, three in zip(tokens, tokens[1:], tokens[2:], strict=False):
            self.after_two[one, two].append(three)
        for one, two in pairwise(tokens):
            self.after_one[one].append(two)

    @cache  # noqa: B019  # lives as long as the program
    def coined(self, rank: int) -> str:
        """The new word of that rank: the head of a real word and the tail of another."""
        rng = random.Random(f"{self.code}{rank}")
        while True:
            head, tail = rng.choice(self.parts), rng.choice(self.parts)
            if _script(head) == _script(tail):
                return head[: math.ceil(len(head) / 2)] + tail[len(tail) // 2 :]


class Prose:
    """Writes new text in both languages. ``texts`` are the real ones of each."""

    def __init__(self, texts: dict[str, Sequence[str]]) -> None:
        self.languages = {code: Language(code, given) for code, given in texts.items()}

    def writer(self, rng: random.Random, already: dict[str, float]) -> Writer:
        """A writer for one case; ``already`` words have been written before it."""
        return Writer(self, rng, already)


class Writer:
    """Writes the texts of one case."""

    def __init__(self, prose: Prose, rng: random.Random, already: dict[str, float]) -> None:
        self._prose, self._rng = prose, rng
        self._new: dict[str, int] = {}
        self._chance_new: dict[str, float] = {}
        self._chance_coined: dict[str, float] = {}
        self._known: dict[str, int] = {}
        self._said: dict[tuple[str, str, str], str] = {}
        self._begun: dict[str, list[str]] = {code: [] for code in prose.languages}
        self._instead: dict[str, str] = {}
        for code, language in prose.languages.items():
            total = language.growth.words + already[code]
            vocabulary = language.growth.vocabulary(total)
            self._known[code] = self._new[code] = int(vocabulary - language.growth.distinct)
            self._chance_new[code] = language.growth.new_share(total) / language.rare_share
            self._chance_coined[code] = 0.5 * (1 - language.growth.distinct / vocabulary)

    def like(self, text: str) -> str:
        """A new text in the language and of about the length of ``text``."""
        code = language_of(text)
        length = max(2, round(len(text) * self._rng.uniform(0.9, 1.1)))
        if (code == "ja" and "。" not in text) or (code == "en" and " " not in text.strip()):
            return self._phrase(code, length)
        return self._sentences(code, length)

    def _sentences(self, code: str, length: int) -> str:
        written: list[str] = []
        total = 0
        while total < length:
            for token in self._sentence(code):
                written.append(token)
                total += len(token)
                if total >= length:
                    break
            if not written[-1].rstrip().endswith((".", "!", "?", "。")):
                written.append(_ENDS[code])
            if code == "en" and not written[-1].endswith(" "):
                written.append(" ")
        text = "".join(written).strip().rstrip(".,;:、。 (（「") or "-"
        return text + _ENDS[code]

    def _phrase(self, code: str, length: int) -> str:
        text = ""
        while len(text) < length:
            text += "".join(self._sentence(code))
        return text[:length].strip(" .,;:、。()（）「」\"") or "-"

    def _sentence(self, code: str) -> Iterator[str]:
        language, rng, begun = self._prose.languages[code], self._rng, self._begun[code]
        before, token = "", rng.choice(begun if begun and self._echoes() else language.starts)
        begun.append(token)
        length = 0
        while token and length < LONGEST[code]:
            length += 1
            word = self._varied(language, token)
            yield word if before else word[0].upper() + word[1:]
            following = self._said.get((code, before, token))
            if following is None or not self._echoes():
                turns = rng.random() < TURNS or (before, token) not in language.after_two
                following = rng.choice(
                    language.after_one[token] if turns else language.after_two[before, token]
                )
            self._said[code, before, token] = following
            before, token = token, following

    def _echoes(self) -> bool:
        return self._rng.random() < ECHO

    def _varied(self, language: Language, token: str) -> str:
        """``token``, or a coined word in the place of a rare one."""
        match = WORD.search(token)
        if match is None or match[0].lower() not in language.rare:
            return token
        word = match[0].lower()
        if word not in self._instead or not self._echoes():
            self._instead[word] = self._drawn(language) or word
        new = self._instead[word]
        if match[0][0].isupper():
            new = new.capitalize()
        return token[: match.start()] + new + token[match.end() :]

    def _drawn(self, language: Language) -> str | None:
        """A coined word, new or known, or None where the real one shall stand."""
        code, rng = language.code, self._rng
        if rng.random() < self._chance_new[code]:
            self._new[code] += 1
            return language.coined(self._new[code])
        if self._known[code] and rng.random() < self._chance_coined[code]:
            return language.coined(int(self._known[code] ** rng.random()))  # few come often
        return None


def _growth(sentences: Sequence[str]) -> Growth:
    """Measured on the sentences in random order: half of them against all."""
    shuffled = random.Random(0).sample(list(sentences), len(sentences))
    halves = [words_of(" ".join(shuffled[: len(shuffled) // part])) for part in (2, 1)]
    (n1, v1), (n2, v2) = [(len(words), len(set(words))) for words in halves]
    return Growth(n2, v2, math.log(v2 / v1) / math.log(n2 / n1))


def _script(word: str) -> str:
    return "latin" if word[0].isascii() else "kana" if "ァ" <= word[0] <= "ー" else "kanji"
