"""Four hundred addresses of every kind on sixty hosts, with what is true of each."""

from __future__ import annotations

import socket
from dataclasses import dataclass, field

from small_web import (
    Act,
    Web,
    by_day,
    by_method,
    by_turn,
    cut,
    drip,
    hang,
    huge,
    nonsense,
    page,
    reset,
    sent_on,
    status,
)

COUNT = 400

_SORRY = "<title>Example: page not found</title><h1>Sorry</h1><p>Nothing lies at this address. " + (
    "Perhaps one of these pages helps you further. " * 8
)
_SHELL = "<title>Example app</title><div id=app></div>" + "<p>loading " * 20
_GONE_NAME = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
_NO_RESOLVER = socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")


@dataclass
class Sample:
    """The web, and by address what a fair judge calls it after three days."""

    pages: dict[str, Act] = field(default_factory=dict)
    truth: dict[str, str] = field(default_factory=dict)
    moved_to: dict[str, str] = field(default_factory=dict)
    lost: dict[str, Act] = field(default_factory=dict)
    names: dict[str, list[str] | OSError] = field(default_factory=dict)

    def add(self, count: int, true: str, host: str, act: Act, scheme: str = "https") -> None:
        for _ in range(count):
            url = f"{scheme}://{host}/posts/{len(self.truth)}-a-page"
            self.pages[url], self.truth[url] = act, true

    def redirected(self, count: int, host: str, steps: list[int], end: Act, true: str) -> None:
        """Addresses sent on once for each of ``steps``, the last time to ``end``."""
        for _ in range(count):
            url = f"https://{host}/posts/{len(self.truth)}-begins"
            here, permanent = url, True
            for number, step in enumerate(steps):
                target = f"https://target-{number}.example.net/{len(self.truth)}/{number}"
                self.pages[here] = sent_on(step, target)
                permanent = permanent and step in (301, 308)
                if permanent and true == "moved":
                    self.moved_to[url] = target
                here = target
            self.pages[here], self.truth[url] = end, true

    def web(self) -> Web:
        return Web(self.pages, self.lost, self.names, frozenset({"bare.example.com"}))


def sample() -> Sample:
    made = Sample()
    _living(made)
    _dead(made)
    _blocked(made)
    _unsure(made)
    for number in range(COUNT - len(made.truth)):
        made.add(1, "alive", f"plain-{number % 20}.example.com", page(f"<title>{number}</title>"))
    return made


def _living(made: Sample) -> None:
    made.add(6, "alive", "kinds.example.com", status(204))
    made.add(4, "alive", "kinds.example.com", page("%PDF-1.7", "application/pdf"))
    made.add(5, "alive", "old.example.com", page(), scheme="http")
    for refusal in (status(405), status(404), status(501), status(403), reset):
        made.add(5, "alive", "headless.example.com", by_method(refusal, page()))
    made.add(2, "alive", "hangs.example.com", by_method(hang, page()))
    made.add(5, "alive", "cut.example.com", by_method(status(405), cut))
    made.add(4, "alive", "huge.example.com", by_method(status(405), huge))
    made.add(3, "alive", "drips.example.com", by_method(status(405), drip))
    made.add(5, "alive", "busy.example.com", by_turn(status(429, Retry_After="7"), page()))
    made.add(5, "alive", "weak.example.com", by_turn(status(503), page()))
    made.add(4, "alive", "moody.example.com", by_day(status(500), page(), status(502)))
    made.add(5, "alive", "back.example.com", by_day(status(404), status(404), page()))
    made.add(3, "alive", "about.example.com", page("<title>Why 404 means not found</title>"))
    made.redirected(5, "away.example.com", [302], page(), "alive")
    made.redirected(5, "away.example.com", [307, 303], page(), "alive")
    made.redirected(5, "away.example.com", [302, 301], page(), "alive")
    made.redirected(10, "away.example.com", [301], page(), "moved")
    made.redirected(5, "away.example.com", [308, 301, 301], page(), "moved")
    made.redirected(5, "away.example.com", [301, 302], page(), "moved")
    made.lost["soft.example.com"] = page(_SORRY)
    for number in range(8):
        own = f"<title>Story {number} of what was not found</title>" + f"<p>word {number} " * 60
        made.add(1, "alive", "soft.example.com", page(own))
    made.lost["homeward.example.com"] = sent_on(302, "https://homeward.example.com/")
    made.pages["https://homeward.example.com/"] = page("<title>Home</title>")
    made.add(5, "alive", "homeward.example.com", page("<title>A post</title><p>of its own"))


def _dead(made: Sample) -> None:
    made.add(30, "dead", "gone.example.com", status(404))
    made.add(10, "dead", "gone.example.com", status(410))
    made.add(6, "dead", "mixed.example.com", status(404))
    made.add(6, "alive", "mixed.example.com", page())
    made.add(4, "dead", "weak-and-gone.example.com", by_day(status(404), status(404), status(410)))
    made.redirected(4, "away.example.com", [302], status(404), "dead")
    made.redirected(3, "away.example.com", [301, 301], status(410), "dead")
    made.add(8, "dead", "soft.example.com", page(_SORRY))
    made.add(5, "dead", "homeward.example.com", made.lost["homeward.example.com"])
    made.lost["politely.example.com"] = sent_on(302, "https://politely.example.com/404")
    made.pages["https://politely.example.com/404"] = page("<title>Oh</title>")
    made.add(4, "dead", "politely.example.com", made.lost["politely.example.com"])
    made.lost["liar.example.com"] = by_method(page(), status(404))
    made.add(4, "dead", "liar.example.com", made.lost["liar.example.com"])
    made.add(4, "alive", "liar.example.com", page("<title>True</title>"))
    for name in ("expired.example.org", "sold.example.org"):
        made.names[name] = _GONE_NAME
        made.add(4, "dead", name, page())
    made.add(2, "dead", "away.example.com", sent_on(301, "https://expired.example.org/new"))


def _blocked(made: Sample) -> None:
    for number in (401, 403, 451, 999):
        made.add(3, "blocked", "closed.example.com", status(number))
    made.add(3, "blocked", "strict.example.com", status(429, Retry_After="3600"))
    made.add(3, "blocked", "walled.example.com", status(503, cf_mitigated="challenge"))
    made.add(2, "blocked", "walled.example.com", page(cf_mitigated="challenge"))
    made.pages["https://members.example.com/login"] = page("<title>Log in</title>")
    made.lost["members.example.com"] = sent_on(302, "https://members.example.com/login?next=/x")
    made.pages["https://members.example.com/login?next=/x"] = page("<title>Log in</title>")
    made.add(4, "blocked", "members.example.com", made.lost["members.example.com"])
    made.pages["https://robots.example.com/robots.txt"] = page(
        "User-agent: *\nDisallow:\nUser-agent: Meshbook\nDisallow: /posts/", "text/plain"
    )
    made.add(6, "blocked", "robots.example.com", page())
    made.add(2, "blocked", "away.example.com", sent_on(302, "https://robots.example.com/posts/x"))


def _unsure(made: Sample) -> None:
    made.add(4, "unsure", "ill.example.com", status(500))
    made.add(2, "unsure", "ill.example.com", status(418))
    made.add(3, "unsure", "torn.example.com", reset)
    made.add(3, "unsure", "torn.example.com", nonsense)
    made.pages["https://silent.example.com/robots.txt"] = hang
    made.add(4, "unsure", "silent.example.com", page())
    made.add(3, "unsure", "bare.example.com", page())
    made.lost["shell.example.com"] = page(_SHELL)
    made.add(5, "unsure", "shell.example.com", page(_SHELL))
    made.names["unresolved.example.org"] = _NO_RESOLVER
    made.add(3, "unsure", "unresolved.example.org", page())
    made.names["inside.example.org"] = ["93.184.216.34", "10.0.0.7"]
    made.add(3, "unsure", "inside.example.org", page())
    for target in (
        "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:22/", "http://[::1]/",
        "http://2130706433/", "https://inside.example.org/", "file:///etc/passwd",
        "gopher://x.example.com/", "http://user:secret@x.example.com/", "//localhost/",
    ):  # fmt: skip
        made.add(1, "unsure", "sly.example.com", sent_on(302, target))
    made.add(2, "unsure", "sly.example.com", sent_on(301, "http://[::bad/ `@x`"))
    made.add(2, "unsure", "sly.example.com", status(302))
    for _ in range(3):
        url = f"https://round.example.com/posts/{len(made.truth)}"
        made.pages[url], made.truth[url] = sent_on(302, f"{url}/on"), "unsure"
        made.pages[f"{url}/on"] = sent_on(302, url)
    crowd = {f"X-{number}": "y" * 4000 for number in range(200)}
    made.add(2, "unsure", "loud.example.com", status(200, **crowd))
