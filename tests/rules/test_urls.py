"""Which addresses are refused, in whatever spelling, and which are not."""

from __future__ import annotations

import pytest

from meshbook.rules.urls import fault_of

REFUSED = {
    "U001": ["www.example.com", "//example.com/", "/page", "example.com/a?b:c", "?"],
    "U002": [
        "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "ftp://example.com/", "mailto:a@example.com", "vbscript:x", "blob:https://example.com/1",
        "localhost:8000", "view-source:https://example.com/",
    ],
    "U003": [
        "https://user@example.com/", "https://user:pw@example.com/", "https://@example.com/",
        "https://www.example.com@evil.example/",
    ],
    "U004": [
        "http://localhost/", "http://LOCALHOST./", "http://a.localhost/", "http://printer.local/",
        "http://wiki.internal/", "http://intranet/", "http://router.home.arpa/",
        "http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/",
        "http://0177.0.0.1/", "http://0x7f.0.0.0x1/", "http://127.0.0.1./", "http://0/",
        "http://10.0.0.1/", "http://172.16.5.4/", "http://192.168.0.1:8080/", "http://3232235521/",
        "http://169.254.169.254/latest/", "http://100.64.0.1/", "http://224.0.0.1/",
        "http://255.255.255.255/", "http://192.0.2.1/", "http://198.18.0.1/",
        "http://[::1]/", "http://[::]/", "http://[fe80::1]/", "http://[fd00::1]/",
        "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://[2001:db8::1]/", "http://[fec0::1]/",
        "http://kubernetes.default.svc/", "http://api.prod.cluster/", "http://a.svc./x",
        "http://[ff02::1]/", "http://１２７.０.０.１/", "http://ⓛocalhost/", "http://127。0。0。1/",
        "http://%31%32%37.0.0.1/", "http://①②⑦.0.0.1/",
    ],
    "U005": [
        "https://example.com/a b", " https://example.com/", "https://example.com/\t",
        "java\nscript:alert(1)", "https://example.com\\@evil.example/", "https://exam\u200bple.com/",
        "https://example.com/\u202egnp.exe", "https://example.com/\u3000",
        "https://exa\u00admple.com/",
    ],
    "U006": [
        "https://", "https:///page", "https://?q", "https://[::1", "https://[::g]/",
        "https://example.com:port/", "https://example.com:99999/", "https://exa_mple..com/",
        "https://-example.com/", "https://256.256.256.256/", "https://1.2.3.4.5/",
        "https://[1.2.3.4]/", "https:example.com",
    ],
}  # fmt: skip
FINE = [
    "https://www.example.com", "http://example.com/", "HTTPS://EXAMPLE.COM/",
    "https://example.com:8443/a?b=c#d", "https://8.8.8.8/", "https://[2606:4700::1111]/",
    "https://例え.jp/ページ", "https://xn--r8jz45g.jp/", "https://example.com./",
    "https://example.com/@user", "https://example.com/a%20b", "https://ja.wikipedia.org/wiki/例",
    "https://example.com/?u=http://127.0.0.1/", "https://local.example.com/", "https://svc.example.com/",
    "https://web.archive.org/web/2021/https://example.com/",
]  # fmt: skip


@pytest.mark.parametrize(("code", "url"), [(c, url) for c, urls in REFUSED.items() for url in urls])
def test_an_address_that_is_not_one_of_the_public_web_is_refused(code: str, url: str) -> None:
    fault = fault_of(url)
    assert fault is not None and fault[0] == code


@pytest.mark.parametrize("url", FINE)
def test_an_address_of_the_public_web_is_fine(url: str) -> None:
    assert fault_of(url) is None
