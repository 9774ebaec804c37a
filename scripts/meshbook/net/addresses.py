"""Addresses: which lie on the public web, told from their letters alone.

Nothing is looked up. A name can still lead to a private machine; who connects looks
at the numbers that it stands for as well (``is_public``).
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

Kind = Literal["relative", "scheme", "credentials", "private", "unsafe", "malformed"]

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
        "localhost",
        "local",
        "localdomain",
        "internal",
        "intranet",
        "private",
        "corp",
        "home",
        "lan",
        "test",
        "invalid",
        "onion",
        "alt",
        "arpa",
        "svc",
        "cluster",
    ]
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with an address; ``value`` is the scheme, host or character in question."""

    kind: Kind
    value: str = ""


def fault_of(url: str) -> Fault | None:
    """What keeps ``url`` from being an http(s) address on the public web; None where nothing."""
    plain = _PLAIN.fullmatch(url)
    if plain and plain[1] not in _PRIVATE_ENDS:
        return None
    unsafe = _UNSAFE.search(url)
    if unsafe:
        return Fault("unsafe", f"U+{ord(unsafe[0]):04X}")
    scheme = _SCHEME.match(url)
    if scheme is None:
        return Fault("relative")
    if scheme[1].lower() not in ("http", "https"):
        return Fault("scheme", scheme[1].lower())
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return Fault("malformed")
    if "@" in parts.netloc:
        return Fault("credentials")
    return _fault_of_host(parts, host)


def ip_literal(host: str) -> IPAddress | None:
    """The address that ``host`` (without brackets) spells in numbers; None where it is a name."""
    name = _folded(host)
    if ":" not in name:
        return _ipv4(name)
    try:
        return ipaddress.IPv6Address(name)
    except ValueError:
        return None


def is_public(address: IPAddress) -> bool:
    """Whether anybody on the internet reaches the same machine under ``address``."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or _embedded(address)
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:  # withdrawn (RFC 3879), but still nobody's public address
            return False
    return address.is_global and not address.is_multicast


def _fault_of_host(parts: SplitResult, host: str | None) -> Fault | None:
    if not host:
        return Fault("malformed")
    name = _folded(host)
    address = ip_literal(host)
    if parts.netloc.startswith("[") and not isinstance(address, ipaddress.IPv6Address):
        return Fault("malformed")
    if address is not None:
        return None if is_public(address) else Fault("private", name)
    labels = name.split(".")
    if len(labels) == 1 or labels[-1] in _PRIVATE_ENDS:
        return Fault("private", name)
    if labels[-1].isdigit() or not all(_is_label(label) for label in labels):
        return Fault("malformed")
    return None


def _folded(host: str) -> str:
    """Browsers undo escapes and full-width letters before they look where a name leads."""
    return unicodedata.normalize("NFKC", unquote(host)).lower().replace("。", ".").rstrip(".")


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
