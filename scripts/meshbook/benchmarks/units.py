"""Numbers and units as tools write them, and the units that Meshbook keeps.

Everything is scaled as a decimal, so that a file's ``0.8319 secs`` is 831.9 ms and not
831.8999999999999. A text that is no number, a unit that the quantity cannot have and a value
that cannot be are three different faults.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from meshbook.model.benchmark import Unit

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,6})?", re.ASCII)
_PLAIN = re.compile(r"\d{1,20}(?:\.\d{1,20})?", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+|[+-]?\d{1,3}(?:,\d{3}){2,}", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d+,(?:\d{1,2}|\d{4,})", re.ASCII)
_WITH_UNIT = re.compile(r"([+-]?[\d.,]*\d(?:\.(?!\d))?(?:[eE][+-]?\d+)?)\s*([^\s\d]\S*)?", re.ASCII)
_GO_DURATION = re.compile(r"(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h)){1,6}", re.ASCII)
_GO_PART = re.compile(r"([\d.]+)(ns|us|µs|μs|ms|s|m|h)", re.ASCII)
_NOT_FINITE = re.compile(r"[+-]?(?:nan|inf|infinity)", re.IGNORECASE)
_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:\d\d)?)?", re.ASCII
)
_FRACTION = re.compile(r"\.\d+")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 100
_LARGEST, _SMALLEST = 30, -300


GO_DURATION = "duration"
"""The unit of a text such as ``1m0.5s``, which names its units itself."""


class Fault(ValueError):
    """Why a figure cannot be taken. ``code`` is that of its problem."""

    code: ClassVar[str]


class NoNumberError(Fault):
    """It is not a number, or one that can be read in two ways: ``1,234``."""

    code = "B002"


class UnknownUnitError(Fault):
    """It has no unit, or none that this quantity can have."""

    code = "B003"


class ImpossibleError(Fault):
    """It is NaN, infinite, or outside of what the quantity can be."""

    code = "B005"


def _scale(*pairs: tuple[str, str]) -> dict[str, Decimal]:
    return {name: Decimal(factor) for factor, names in pairs for name in names.split()}


_SECONDS = _scale(
    ("1e-9", "ns nanosecond nanoseconds"), ("1e-6", "us µs μs usec usecs microseconds"),
    ("1e-3", "ms msec msecs millisecond milliseconds"), ("1", "s sec secs second seconds"),
    ("60", "m min mins minute minutes"), ("3600", "h hr hour hours"),
)
_BYTES = _scale(
    ("1", "B b byte bytes Bytes"), ("1e3", "kB KB"), ("1e6", "MB"), ("1e9", "GB"), ("1e12", "TB"),
    ("1024", "Ki KiB"), ("1048576", "Mi MiB"), ("1073741824", "Gi GiB"),
    ("1099511627776", "Ti TiB"),
)
_BITS_PER_SECOND = _scale(
    ("1", "bit/s bps"), ("1e3", "kbit/s Kbit/s Kb/s kbps"), ("1e6", "Mbit/s Mb/s Mbps"),
    ("1e9", "Gbit/s Gb/s Gbps"), ("8", "B/s"), ("8e3", "kB/s KB/s"), ("8e6", "MB/s"),
    ("8192", "KiB/s"), ("8388608", "MiB/s"), ("8589934592", "GiB/s"),
)


def _from(base: Mapping[str, Decimal], own: str) -> dict[str, Decimal]:
    return {name: factor / base[own] for name, factor in base.items()}


SCALES: dict[Unit, Mapping[str, Decimal]] = {
    "ms": _from(_SECONDS, "ms"),
    "s": _SECONDS,
    "ns": _from(_SECONDS, "ns"),
    "MiB": _from(_BYTES, "MiB"),
    "B": _BYTES,
    "cores": _scale(
        ("1e-9", "n nanocores ncores"), ("1e-6", "u µ microcores"),
        ("1e-3", "m millicores mcores mCPU milli mili"), ("1", "cores core cpu vCPU"),
        ("0.01", "% percent"),
    ),
    "rps": _scale(
        ("1", "rps qps req/s reqs/s requests/s requests/sec #/sec 1/s /s"),
        ("1e3", "k K krps"), ("1e6", "M"), ("1e9", "G"),
    ),
    "ops/s": _scale(("1", "ops/s trans/s"), ("1e3", "Kops/s kops/s"), ("1e6", "Mops/s")),
    "ratio": _scale(("1", "ratio"), ("0.01", "% percent")),
    "Mbit/s": _from(_BITS_PER_SECOND, "Mbit/s"),
    "count": _scale(("1", "count requests responses"), ("1e3", "k"), ("1e6", "M"), ("1e9", "G")),
    "B/op": _scale(("1", "B/op")),
    "allocs/op": _scale(("1", "allocs/op")),
}
"""What one of each spelling of a unit is in the unit that Meshbook keeps."""


def number(text: str) -> Decimal:
    """The number that ``text`` writes; ``1,962.8`` and ``0,8319`` are read, ``1,234`` is not."""
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    text = text.strip()
    if len(text) > _LONGEST:
        raise NoNumberError(text)
    if _NOT_FINITE.fullmatch(text):
        raise ImpossibleError(text)
    plain = _without_commas(text)
    if not _NUMBER.fullmatch(plain):
        raise NoNumberError(text)
    value = Decimal(plain)
    if value and value.adjusted() > _LARGEST:
        raise ImpossibleError(text)
    return value if value.adjusted() > _SMALLEST else Decimal(0)


def _without_commas(text: str) -> str:
    if "," not in text:
        return text
    if _GROUPED.fullmatch(text):
        return text.replace(",", "")
    if _DECIMAL_COMMA.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return text


def convert(text: str, raw_unit: str, unit: Unit) -> float:
    """The number in ``text``, which is in ``raw_unit``, in ``unit``. Raises a `Fault`."""
    if raw_unit == GO_DURATION:
        text, raw_unit = repr(duration(text)), "s"
    factor = SCALES[unit].get(raw_unit.strip())
    if factor is None:
        raise UnknownUnitError(raw_unit)
    return float(number(text) * factor)


def moment(text: str) -> str:
    """A moment as RFC 3339 writes it, with its zone if the text has one. Raises a `Fault`."""
    text = text.strip()
    if not _MOMENT.fullmatch(text):
        raise NoNumberError(text)
    text = text.replace(" ", "T", 1)
    try:
        datetime.fromisoformat(_FRACTION.sub("", text))
    except ValueError as error:
        raise NoNumberError(text) from error
    return text


def split(text: str) -> tuple[str, str]:
    """``1.24ms`` as number and unit; the unit is empty where there is none."""
    text = text.strip()
    if len(text) <= _LONGEST and (found := _WITH_UNIT.fullmatch(text)):
        return found[1], found[2] or ""
    unsigned = _NOT_FINITE.match(text)
    return (unsigned[0], text[unsigned.end():]) if unsigned else (text, "")


def split_duration(text: str) -> tuple[str, str]:
    """As `split`; a duration of several parts (``1m0.5s``) stays one text of Go's own unit."""
    text = text.strip()
    raw, unit = split(text)
    return (text, GO_DURATION) if unit not in _SECONDS and _GO_PART.match(text) else (raw, unit)


def duration(text: str) -> float:
    """Seconds of a duration as Go writes it: ``15m0s``, ``1.5ms``, ``90s``. Raises a `Fault`."""
    text = text.strip().replace(" ", "")
    if text == "0":
        return 0.0
    if len(text) > _LONGEST or not _GO_DURATION.fullmatch(text):
        raise NoNumberError(text)
    parts = _GO_PART.findall(text)
    return float(sum(number(value) * _SECONDS[unit] for value, unit in parts))


def instant(text: str) -> str:
    """RFC 3339 of seconds since 1970, as Prometheus counts them. Raises a `Fault`."""
    seconds = number(text)
    try:
        moment = _EPOCH + timedelta(seconds=float(seconds))
    except OverflowError as error:
        raise ImpossibleError(text) from error
    return moment.isoformat().replace("+00:00", "Z")
