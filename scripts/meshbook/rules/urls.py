"""Addresses: only ones on the public web that a reader can safely open.

Nothing is looked up: what an address is can be told from its letters alone.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from meshbook.reading.shape import quoted
from meshbook.rules.subject import Finding, Subject

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_UNSAFE = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\\]"
)
# Most addresses: a plain name, no port, nothing that needs a closer look.
_PLAIN = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,24})(?:[/?#][!-\[\]-~]*)?"
)
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
# Names that never leave the machine, the house (RFC 2606, 6761, 6762, 7686, 8375, 9476) or,
# as ``svc`` and ``cluster``, the cluster.
_PRIVATE_ENDS = frozenset(
    [
        "localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home",
        "lan", "test", "invalid", "onion", "alt", "arpa", "svc", "cluster",
    ]
)


def addresses_are_public(subject: Subject) -> Iterator[Finding]:
    """U001 to U006: an address that is not one of a public page."""
    for loc, url in subject.marked.urls:
        fault = fault_of(url)
        if fault is not None:
            code, values = fault
            yield code, loc, {"url": quoted(url), **values}


def fault_of(url: str) -> tuple[str, dict[str, str]] | None:
    """The code of what is wrong with ``url`` and its values; None where nothing is."""
    plain = _PLAIN.fullmatch(url)
    if plain and plain[1] not in _PRIVATE_ENDS:
        return None
    unsafe = _UNSAFE.search(url)
    if unsafe:
        return "U005", {"character": f"U+{ord(unsafe[0]):04X}"}
    scheme = _SCHEME.match(url)
    if scheme is None:
        return "U001", {}
    if scheme[1].lower() not in ("http", "https"):
        return "U002", {"scheme": scheme[1].lower()}
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "U006", {}
    if "@" in parts.netloc:
        return "U003", {}
    return _fault_of_host(parts, host)


def _fault_of_host(parts: SplitResult, host: str | None) -> tuple[str, dict[str, str]] | None:
    if not host:
        return "U006", {}
    # Browsers undo escapes and full-width letters before they look where a name leads.
    name = unicodedata.normalize("NFKC", unquote(host)).lower().replace("。", ".").rstrip(".")
    if parts.netloc.startswith("["):
        address: ipaddress.IPv4Address | ipaddress.IPv6Address | None
        try:
            address = ipaddress.IPv6Address(name)
        except ValueError:
            return "U006", {}
    else:
        address = _ipv4(name)
    if address is not None:
        return None if _is_public(address) else ("U004", {"host": quoted(name)})
    labels = name.split(".")
    if len(labels) == 1 or labels[-1] in _PRIVATE_ENDS:
        return "U004", {"host": quoted(name)}
    if labels[-1].isdigit() or not all(_is_label(label) for label in labels):
        return "U006", {}
    return None


def _ipv4(name: str) -> ipaddress.IPv4Address | None:
    """The address that a browser reads in ``name``: decimal, octal or hex, one to four parts."""
    parts = name.split(".")
    if len(parts) > 4 or not all(_NUMBER.fullmatch(part) for part in parts):
        return None
    try:
        *leading, last = [_number(part) for part in parts]
        value = last
        for index, part in enumerate(leading):
            if part > 255:
                return None
            value += part << (8 * (3 - index))
        return ipaddress.IPv4Address(value)
    except ValueError:
        return None


def _number(part: str) -> int:
    if part[:2].lower() == "0x":
        return int(part[2:] or "0", 16)
    return int(part, 8) if part.startswith("0") and part != "0" else int(part)


def _is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _embedded(address)
        if inner is not None:
            return _is_public(inner)
        if address.is_site_local:  # withdrawn (RFC 3879), but still nobody's public address
            return False
    return address.is_global and not address.is_multicast


def _embedded(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a NAT64, Teredo or IPv4-compatible one."""
    if address in ipaddress.ip_network("64:ff9b::/96") or int(address) >> 32 == 0:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.teredo[1] if address.teredo is not None else None


def _is_label(label: str) -> bool:
    try:
        ascii_label = label.encode("idna").decode() if not label.isascii() else label
    except UnicodeError:
        return False
    return _LABEL.fullmatch(ascii_label) is not None
