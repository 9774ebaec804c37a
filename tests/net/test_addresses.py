"""What an address is, told from its letters. All kinds of faults: tests/rules/test_urls.py."""

from __future__ import annotations

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meshbook.net.addresses import fault_of, ip_literal, is_public


@pytest.mark.parametrize(
    ("host", "number"),
    [
        ("127.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"), ("0x7f000001", "127.0.0.1"),
        ("0177.0.0.01", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("①②⑦.0.0.1", "127.0.0.1"),
        ("%31%32%37.0.0.1", "127.0.0.1"), ("8.8.8.8.", "8.8.8.8"), ("::1", "::1"),
    ],
)  # fmt: skip
def test_a_number_is_recognised_in_any_spelling(host: str, number: str) -> None:
    assert ip_literal(host) == ip_address(number)


@pytest.mark.parametrize(
    "host", ["www.example.com", "0x7f.example", "1.2.3.4.5", "256.1.1.1", "a:b"]
)
def test_a_name_is_no_number(host: str) -> None:
    assert ip_literal(host) is None


@pytest.mark.parametrize("number", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_number_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@given(st.text().map(lambda text: f"https://{text}"))
def test_any_text_gets_a_judgement(url: str) -> None:
    fault_of(url)
