from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.benchmarks.units import (
    GO_DURATION,
    SCALES,
    Fault,
    ImpossibleError,
    NoNumberError,
    UnknownUnitError,
    convert,
    duration,
    instant,
    moment,
    number,
    split,
    split_duration,
)


@pytest.mark.parametrize(
    ("text", "raw_unit", "unit", "expected"),
    [
        ("0.8319", "secs", "ms", 831.9),
        ("662.00", "us", "ms", 0.662),
        ("1.20", "s", "ms", 1200.0),
        ("2", "m", "ms", 120_000.0),
        ("1234567", "ns", "ms", 1.234567),
        ("1m0.5s", GO_DURATION, "ms", 60_500.0),
        ("139725934", "nanocores", "cores", 0.139725934),
        ("277.05", "mili", "cores", 0.27705),
        ("98.5", "%", "cores", 0.985),
        ("1048576", "B", "MiB", 1.0),
        ("1", "GB", "MiB", 953.67431640625),
        ("1", "GiB", "MiB", 1024.0),
        ("35", "k", "rps", 35_000.0),
        ("959.56", "MB/s", "Mbit/s", 7676.48),
        ("1e-3", "s", "ms", 1.0),
    ],
)
def test_a_figure_is_scaled_as_a_decimal(text, raw_unit, unit, expected) -> None:
    assert convert(text, raw_unit, unit) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1,962.8008", 1962.8008),
        ("0,8319", 0.8319),
        ("1.962,80", 1962.8),
        ("1,234,567", 1234567),
        ("12,5", 12.5),
        (" 7 ", 7),
        (".5", 0.5),
        ("5.", 5),
        ("-3", -3),
    ],
)
def test_commas_are_read_where_they_can_only_be_read_in_one_way(text, expected) -> None:
    assert float(number(text)) == expected


@pytest.mark.parametrize(
    "text", ["1,234", "", "-", "abc", "1_000", "１２", "0x10", "1 2", "9" * 200]
)
def test_what_is_no_number_or_two_is_refused(text) -> None:
    with pytest.raises(NoNumberError):
        number(text)


@pytest.mark.parametrize("text", ["NaN", "-nan", "inf", "+Infinity", "1e999", "-1e400"])
def test_what_is_not_finite_is_impossible(text) -> None:
    with pytest.raises(ImpossibleError):
        number(text)


@pytest.mark.parametrize(
    ("raw_unit", "unit"), [("", "ms"), ("parsec", "ms"), ("m", "B"), ("s", "rps")]
)
def test_a_unit_that_the_quantity_cannot_have_is_refused(raw_unit, unit) -> None:
    with pytest.raises(UnknownUnitError):
        convert("1", raw_unit, unit)


def test_the_same_letter_is_a_minute_of_time_and_a_thousandth_of_a_core() -> None:
    assert convert("1", "m", "s") == 60
    assert convert("1", "m", "cores") == 0.001


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22.20ms", ("22.20", "ms")),
        ("662.00us", ("662.00", "us")),
        ("0.0001 secs", ("0.0001", "secs")),
        ("412.5µs", ("412.5", "µs")),
        ("100.00%", ("100.00", "%")),
        ("-nan%", ("-nan", "%")),
        ("17", ("17", "")),
        ("1,962.8", ("1,962.8", "")),
        ("who knows", ("who knows", "")),
    ],
)
def test_a_figure_is_split_into_number_and_unit(text, expected) -> None:
    assert split(text) == expected


def test_a_duration_of_several_parts_stays_one_text() -> None:
    assert split_duration("1m0.5s") == ("1m0.5s", GO_DURATION)
    assert split_duration("1.682ms") == ("1.682", "ms")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15m0s", 900),
        ("1h2m3.5s", 3723.5),
        ("1.5ms", 0.0015),
        ("250µs", 0.00025),
        ("0", 0),
        ("90s", 90),
    ],
)
def test_the_durations_of_go_are_read(text, expected) -> None:
    assert duration(text) == expected


@pytest.mark.parametrize("text", ["", "exactly 100 calls", "1x", "s", "1h" * 60])
def test_what_is_no_duration_is_refused(text) -> None:
    with pytest.raises(NoNumberError):
        duration(text)


def test_seconds_since_1970_become_a_moment() -> None:
    assert instant("1651821289") == "2022-05-06T07:14:49Z"
    assert instant("1651821289.5") == "2022-05-06T07:14:49.500000Z"
    with pytest.raises(ImpossibleError):
        instant("1e20")


@pytest.mark.parametrize(
    "text", ["2024-05-06", "2024-05-06T07:08:09.123456789Z", "2024-05-06T07:08:09+05:30"]
)
def test_moments_are_kept_as_they_are_written(text) -> None:
    assert moment(text) == text


@pytest.mark.parametrize("text", ["", "yesterday", "2024-13-01", "2024-05-06T25:00:00Z"])
def test_what_is_no_moment_is_refused(text) -> None:
    with pytest.raises(NoNumberError):
        moment(text)


@given(st.just(0.0) | st.floats(min_value=1e-200, max_value=1e12), st.sampled_from(sorted(SCALES)))
def test_a_number_in_its_own_unit_stays_itself(value, unit) -> None:
    own = next(name for name, factor in SCALES[unit].items() if factor == 1)
    assert convert(repr(value), own, unit) == value


@given(st.text(max_size=300), st.text(max_size=5), st.sampled_from(sorted(SCALES)))
def test_any_text_is_a_finite_number_or_a_fault(text, raw_unit, unit) -> None:
    try:
        assert math.isfinite(convert(text, raw_unit, unit))
    except Fault as fault:
        assert fault.code in {"B002", "B003", "B005"}
    split(text)
    split_duration(text)
