"""The headers that a host should send: what the meta tag says and what it cannot say."""

from __future__ import annotations

from meshbook.pages.environment import CSP

HEADERS_FILE = "_headers"
HEADERS = {
    "Content-Security-Policy": f"{CSP}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def headers_file() -> bytes:
    """The file ``_headers``, read by several static hosts: one rule for every path."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in HEADERS.items())]
    return ("\n".join(lines) + "\n").encode()
