"""Catalogues of any size whose cases are like the real ones, the same for the same seed.

Each case takes its build from a real one: which claims it has, how many sources, how long
each text is. Claims are left out or doubled at random, every text is written anew
(``prose``), words are drawn from the word lists, and names are plainly made up.
"""

from __future__ import annotations

import copy
import datetime
import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import yaml
from tests.bench.agreement import agreeing
from tests.bench.prose import Prose, language_of, words_of
from tests.bench.yaml_text import as_yaml

from meshbook.problems import Problem
from meshbook.reading.case import read_case
from meshbook.reading.vocabulary import read_vocabulary
from meshbook.rules.case_rules import case_problems
from meshbook.rules.organisation import countries

ROOT = Path(__file__).resolve().parents[2]
SEED = "meshbook"
TODAY = "2026-11-24"
DAY = datetime.date.fromisoformat(TODAY)
FIRST_YEAR, LAST_YEAR = 2016, 2025
CLAIMS = (
    "stages", "events", "meshes", "alternatives", "environment", "scale", "motives", "outcomes",
    "quotes", "conflicts", "checks", "listings", "people",
)
NARRATIVE = ("background", "architecture", "rollout", "trouble", "lessons")
CHANGED = 0.12
"""The share of claims that are left out, and the share that are doubled."""

# Lines that are text, and lines that name somebody or something of the case.
_LINES = frozenset(
    ["title", "publisher", "query", "period", "locator", "edition", "control_plane", "licence"]
)
_LINE_WAYS = frozenset({"quotes.text", "quotes.role", "people.role"})
_NAMES = frozenset(["author", "speaker", "name", "organisation", "translated_by", "list"])
_ADDRESSES = frozenset(["url", "permalink", "archived", "commit", "homepage"])
# Fields whose words come from a list and mean nothing to another field of the case.
_DRAWN = {
    "motives": ("kind", "motives"),
    "scale": ("what", "scales"),
    "outcomes": ("metric", "metrics"),
    "environment": ("kind", "environments"),
}
_USUAL_COUNTRIES = ("US", "JP", "DE", "GB", "IN", "CN", "FR"), (8, 6, 3, 2, 2, 2, 1)
_ROWS = "あかさたなはまやらわ"
_DIGITS = ("ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう")


def real_cases() -> dict[str, dict[str, Any]]:
    """The project's own cases as plain data by slug. Raises ValueError for a faulty one."""
    found = {}
    for path in sorted((ROOT / "cases").glob("[!_]*.yaml")):
        case = read_case(path.name, path.read_bytes()).case
        if case is None:
            raise ValueError(f"{path.name}: has faults; run `make check`")
        found[path.stem] = _plain(case.model_dump(mode="json", exclude_unset=True))
    return found


def real_prose() -> Prose:
    """What new text is made from: the texts of the real cases and of the search records."""
    texts: dict[str, list[str]] = {"en": [], "ja": []}
    names: set[str] = set()
    for case in real_cases().values():
        names |= _names(case["organisation"].get("name", {}), case["organisation"])
        for text in _texts(case):
            texts[language_of(text)].append(text)
    records = (ROOT / "tests" / "search" / "records.yaml").read_bytes()
    for record in yaml.load(records, Loader=yaml.CSafeLoader):
        names |= _names(record["org"], record["org"])
        for code in texts:
            texts[code] += [record[key][code] for key in ("title", "text") if code in record[key]]
    return Prose({code: _without(names, each) for code, each in texts.items()})


def _names(name: dict[str, str], organisation: dict[str, Any]) -> set[str]:
    return {name.get("en", ""), name.get("ja", ""), *organisation.get("aliases", ())}


def _without(names: set[str], texts: list[str]) -> list[str]:
    """The texts with made-up names for the organisations: what is generated is true of nobody."""
    longest_first = sorted((name for name in names if len(name) > 2), key=len, reverse=True)
    made_up = {name: f"Example-{number}" for number, name in enumerate(longest_first)}
    pattern = re.compile("|".join(map(re.escape, longest_first)))
    return [pattern.sub(lambda match: made_up[match[0]], text) for text in texts]


class Catalogue:
    """Generated cases by number; any of them can be had alone."""

    def __init__(self, seed: str = SEED) -> None:
        self.seed = seed
        self.real = list(real_cases().values())
        self.prose = real_prose()
        self.words = read_vocabulary(ROOT / "cases" / "_words")
        self.countries = sorted(countries())
        self.per_case = {
            code: sum(
                len(words_of(text))
                for case in self.real
                for text in _texts(case)
                if language_of(text) == code
            )
            / len(self.real)
            for code in ("en", "ja")
        }

    def write(self, folder: Path, numbers: Sequence[int]) -> None:
        """Write the cases of these numbers into ``folder``, a file each."""
        for number in numbers:
            path = folder / f"{slug_of(number)}.yaml"
            path.write_text(self.text(number), encoding="utf-8")

    def text(self, number: int) -> str:
        """The file of one case."""
        head = "# yaml-language-server: $schema=../docs/schema/case.schema.json\n"
        return head + as_yaml(self.case(number))

    def case(self, number: int) -> dict[str, Any]:
        """One case as plain data."""
        rng = random.Random(f"{self.seed}{number}")
        already = {code: count * number for code, count in self.per_case.items()}
        case = _Renewed(self, number, rng, self.prose.writer(rng, already).like).case
        return self._without_warnings(number, case)

    def _without_warnings(self, number: int, case: dict[str, Any]) -> dict[str, Any]:
        """The case with those texts mended in which made-up prose happens to break a rule."""
        name = f"{slug_of(number)}.yaml"
        for _ in range(ROUNDS):
            content = as_yaml(case).encode()
            for problem in case_problems(read_case(name, content), content, self.words, DAY):
                *way, last = problem.loc
                if last in ("en", "ja"):
                    pair = reduce(lambda value, key: value[key], way, case)
                    mended = {code: _mended(text, problem) for code, text in pair.items()}
                    pair.update(agreeing(mended))
        return case


ROUNDS = 2
"""A text that is cut short may end within a word, which is mended in its turn."""


def _mended(text: str, problem: Problem) -> str:
    if problem.code != "W004":
        return _cut(text)
    return re.sub(problem.values["found"] + "ー?", problem.values["right"], text)


def _cut(text: str) -> str:
    """The beginning of a text, as a sentence."""
    if language_of(text) == "ja":
        return f"{text[:60].rstrip('。、')}。"
    return f"{' '.join(text.split()[:20]).rstrip('.,;:')}."


_DATES = {"date", "until", "since", "as_of", "first_listed", "last_seen", "removed"}
"""What moves with the story; when we looked, added and verified stays."""
ENDINGS = ("left", "moved", "rejected")
FIXED = ("gaps", "corrections", "confirmation", "reviewed", "waivers")
"""Where dates are those of our own work."""


def slug_of(number: int) -> str:
    """The slug of a generated case."""
    return f"example-{number:05d}"


class _Renewed:
    """A new case in the build of a real one."""

    def __init__(
        self, catalogue: Catalogue, number: int, rng: random.Random, like: Callable[[str], str]
    ) -> None:
        self._number, self._rng, self._like = number, rng, like
        self._words, self._countries = catalogue.words, catalogue.countries
        self._names: dict[str, str] = {}
        build = catalogue.real[number % len(catalogue.real)]
        self._meshes = self._mesh_names(build)
        self._years = self._shift(build)
        case = {key: self._renewed(key, value, key) for key, value in build.items()}
        case["title"] = self._title(build["title"])
        case["organisation"] = self._organisation(build["organisation"])
        for name in CLAIMS:
            if case.get(name):
                case[name] = self._resampled(case[name], keep_first=name in ("stages", "meshes"))
        told = case.get("narrative", {})
        for name in NARRATIVE:
            if told.get(name):
                told[name] = self._resampled(told[name])
        self._end(case)
        self._describe_meshes(case)
        self._cite_all(case)
        self.case = {key: value for key, value in case.items() if value not in ([], {})}

    def _title(self, old: dict[str, str]) -> dict[str, str]:
        name = f"Example {self._number:05d}"
        new = agreeing({code: self._like(text).rstrip(".。") for code, text in old.items()})
        marks = {"en": ": ", "ja": "："}
        return {code: f"{name}{marks[code]}{text}"[:300] for code, text in new.items()}

    def _organisation(self, old: dict[str, Any]) -> dict[str, Any]:
        """The organisation: its name says that it is made up."""
        number, rng = self._number, self._rng
        letter, row = chr(ord("A") + number % 26), _ROWS[number % len(_ROWS)]
        digits = "".join(_DIGITS[int(digit)] for digit in f"{number:05d}")
        new = {
            **old,
            "name": {"en": f"{letter} Example {number:05d}", "ja": f"{row}例示{number:05d}"},
            "kana": f"{row}れいじ{digits}",
            "country": self._country(),
            "industry": self._cycled("industries"),
            "size": rng.choice(list(self._words["fixed.size"])),
            "homepage": f"https://www.example.com/{slug_of(number)}",
        }
        for field in ("aliases", "former_names"):
            if old.get(field):
                new[field] = [f"Example {number:05d} {field} {n}" for n in range(len(old[field]))]
        for field in ("parent", "unit", "region"):
            if old.get(field):
                new[field] = self._name(old[field])
        new.pop("also_in", None)
        return new

    def _country(self) -> str:
        """A third of the cases go through all countries; the others are of the usual ones."""
        if self._number % 3 == 0:
            return self._countries[self._number // 3 % len(self._countries)]
        return self._rng.choices(*_USUAL_COUNTRIES)[0]

    def _cycled(self, name: str) -> str:
        words = list(self._words[name])
        return words[self._number % len(words)]

    def _mesh_names(self, build: dict[str, Any]) -> dict[str, str]:
        """Another mesh for each of the case: in turn for the first, so that all occur."""
        meshes = [mesh for mesh in self._words["meshes"] if mesh != "none"]
        old = dict.fromkeys([*(s["mesh"] for s in build.get("stages", ())),
                             *(use["mesh"] for use in build["meshes"])])
        usual = [1 / (rank + 1) for rank in range(len(meshes))]
        new = {"none": "none"}
        for mesh in old:
            first = len(new) == 1
            if first and self._number % 3 == 0:
                new[mesh] = meshes[self._number // 3 % len(meshes)]
                continue
            taken = set(new.values())
            left = [0 if name in taken else usual[rank] for rank, name in enumerate(meshes)]
            new[mesh] = self._rng.choices(meshes, left)[0]
        return new

    def _shift(self, build: dict[str, Any]) -> int:
        """By how many years all stages and events move."""
        dated = [*build.get("stages", ()), *build.get("events", ())]
        dates = [claim[key] for claim in dated for key in ("date", "until") if key in claim]
        years = [int(str(date)[:4]) for date in dates]
        told = [int(str(each["date"])[:4]) for each in build["sources"].values() if "date" in each]
        told += [int(str(each["last_seen"])[:4]) - 1 for each in build.get("listings", ())
                 if "last_seen" in each]
        low, high = FIRST_YEAR - min(years), LAST_YEAR - max(years + told)
        return self._rng.randint(low, high) if low < high else 0

    def _renewed(self, key: str, value: Any, way: str) -> Any:
        """``value`` of the field ``key`` with new words, names, addresses and dates."""
        if isinstance(value, list):
            return [self._renewed(key, item, way) for item in value]
        if isinstance(value, dict):
            if value and set(value) <= {"en", "ja"}:
                return agreeing({code: self._like(text) for code, text in value.items()})
            new = {name: self._renewed(name, item, f"{way}.{name}") for name, item in value.items()}
            if {"min", "max"} <= set(new):
                new["min"], new["max"] = sorted((new["min"], new["max"]))
            if way in _DRAWN and self._rng.random() < 0.7:
                field, words = _DRAWN[way]
                new[field] = self._rng.choice(list(self._words[words]))
            return new
        if not isinstance(value, str):
            return self._number_like(value)
        if key in _LINES or way in _LINE_WAYS:
            return self._like(value)[:300]
        if key in _NAMES and not way.startswith("organisation"):
            return self._name(value)
        if key in _ADDRESSES:
            return self._address(value)
        if key in ("mesh", "to"):
            return self._meshes.get(value, value)
        if key in _DATES and not way.startswith(FIXED):
            return f"{int(value[:4]) + self._years}{_shortened(value[4:])}"
        return value

    def _number_like(self, value: Any) -> Any:
        if isinstance(value, bool) or value in (0, 100):
            return value
        if value < 100 and value != int(value):
            return round(value * self._rng.uniform(0.97, 1), 2)
        return max(1, round(value * self._rng.uniform(0.5, 1))) if value > 20 else value

    def _name(self, old: str) -> str:
        if old not in self._names:
            kind = "Person" if language_of(old) == "en" else "人物"
            self._names[old] = f"{kind} {self._number:05d}-{len(self._names) + 1}"
        return self._names[old]

    def _address(self, old: str) -> str:
        """An address on a reserved name, as long as the old one."""
        start = f"https://www.example.com/{slug_of(self._number)}/"
        return f"{start}{self._rng.getrandbits(256):064x}"[: max(len(old), len(start) + 6)]

    def _resampled(
        self, claims: list[dict[str, Any]], keep_first: bool = False
    ) -> list[dict[str, Any]]:
        """The claims, some left out and some doubled with new words."""
        new = []
        for index, claim in enumerate(claims):
            chance = self._rng.random()
            if chance > CHANGED or (keep_first and index == 0):
                new.append(claim)
            if 1 - chance < CHANGED and claim.get("stage") not in ENDINGS:
                again = {key: self._again(value) for key, value in claim.items()}
                new.append({**again, "id": f"{claim['id'][:70]}-again"})
        return new

    def _again(self, value: Any) -> Any:
        if isinstance(value, dict) and value and set(value) <= {"en", "ja"}:
            return agreeing({code: self._like(text) for code, text in value.items()})
        return copy.deepcopy(value)

    def _end(self, case: dict[str, Any]) -> None:
        """Some cases end in another stage than the real ones, so that all stages occur."""
        stages = case.get("stages")
        over = any(each["stage"] in ENDINGS for each in stages or ())
        if not stages or over or self._number % 4:
            return
        words = list(self._words["stages"])
        stage = words[self._number // 4 % len(words)]
        last = max(stages, key=lambda each: str(each["date"]))
        year = min(int(str(last["date"])[:4]) + 1, LAST_YEAR)
        new = {**last, "id": f"{stage}-{year}", "stage": stage, "date": str(year)}
        new.pop("to", None)
        for source in last["sources"]:
            case["sources"][source].pop("until", None)
            case["sources"][source]["date"] = str(year)
        if stage in ("evaluating", "pilot", "rejected"):
            case["stages"] = [new]
            return
        if stage == "moved":
            others = ["none", "cilium", "istio", "linkerd"]
            new["to"] = self._rng.choice([mesh for mesh in others if mesh != last["mesh"]])
        stages.append(new)

    def _describe_meshes(self, case: dict[str, Any]) -> None:
        described = {use["mesh"] for use in case["meshes"]}
        for stage in case.get("stages", ()):
            if stage["mesh"] not in described:
                described.add(stage["mesh"])
                use = {"id": f"use-{stage['mesh']}", "mesh": stage["mesh"], "mode": "sidecar"}
                case["meshes"].append({**use, "sources": stage["sources"]})

    def _cite_all(self, case: dict[str, Any]) -> None:
        """Whatever lost its claim is cited by another one, and no id stands twice."""
        claims = list(claims_of(case))
        cited = {source for claim in claims for source in claim.get("sources", ())}
        for value in (value for each in case.get("conflicts", ()) for value in each["values"]):
            cited.update(value.get("sources", ()))
        cited.update(case["organisation"].get("size_sources", ()))
        cited.update(source.get("copy_of") for source in case["sources"].values())
        for source in case["sources"]:
            if source not in cited:
                claim = self._rng.choice(claims)
                claim["sources"] = [*claim["sources"], source]
        seen: set[str] = set()
        for position, claim in enumerate(claims):
            if claim["id"] in seen:
                claim["id"] = f"{claim['id']}-{position}"
            seen.add(claim["id"])


def claims_of(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every claim of a case in plain data."""
    for name in CLAIMS:
        yield from case.get(name, ())
    for use in case["meshes"]:
        yield from use.get("versions", ())
    for part in NARRATIVE:
        yield from case.get("narrative", {}).get(part, ())


def texts_of(case: dict[str, Any]) -> list[str]:
    """Every text of a case in either language."""
    return _texts(case)


def _texts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if not isinstance(value, dict):
        return []
    if value and set(value) <= {"en", "ja"}:
        return [str(text) for text in value.values()]
    return [text for item in value.values() for text in _texts(item)]


def _plain(value: Any) -> Any:
    """Dumped data as somebody would write it: a quantity of one number is that number."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if set(value) in ({"value"}, {"absent"}):
        return next(iter(value.values()))
    return {key: _plain(item) for key, item in value.items()}


def _shortened(rest: str) -> str:
    return "-02-28" if rest == "-02-29" else rest

