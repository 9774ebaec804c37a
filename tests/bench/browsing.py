"""A real Chromium on a site in memory: what it fetches, and how many bytes come over the wire."""

from __future__ import annotations

import contextlib
import gzip
import mimetypes
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, sync_playwright
from tests.bench.project import loaded
from tests.chromium import find

from meshbook.artifacts import Artifact, Bundle
from meshbook.publish.headers import HEADERS

# Frames as fast as they are ready: what is measured is work, not the wait for 60 Hz.
UNBOUND = ("--disable-frame-rate-limit", "--disable-gpu-vsync")


class Host(ThreadingHTTPServer):
    """Serves a site like a good static host: gzip -9, files compressed once and kept.

    Files are rendered when first asked for, so only what a measurement needs is made.
    """

    daemon_threads = True

    def __init__(self, site: Iterable[Artifact | Bundle]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self._lock = threading.Lock()
        self._kept: dict[str, bytes] = {}
        self._artifacts: dict[str, Artifact] = {}
        self._bundles: list[Bundle] = []
        for each in site:
            if isinstance(each, Bundle):
                self._bundles.append(each)
            else:
                self._artifacts[each.path] = each

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of browsers that hang up."""

    @property
    def address(self) -> str:
        """Where the site is, without a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}"

    def packed(self, path: str) -> bytes | None:
        """The compressed file at ``path``; None where there is none."""
        with self._lock:
            if path not in self._kept:
                self._make(path)
            return self._kept.get(path)

    def _make(self, path: str) -> None:
        if path in self._artifacts:
            self._kept[path] = gzip.compress(self._artifacts[path].render(), 9, mtime=0)
            return
        for bundle in self._bundles:
            if path.startswith(bundle.prefix):
                self._bundles.remove(bundle)
                for name, content in bundle.render():
                    full = name if name.startswith(bundle.prefix) else bundle.prefix + name
                    self._kept[full] = gzip.compress(content, 9, mtime=0)
                return


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        content = self.server.packed(path)
        status = HTTPStatus.NOT_FOUND if content is None else HTTPStatus.OK
        self.send_response(status)
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        for name, value in HEADERS.items():
            self.send_header(name, value)
        body = content if content is not None else gzip.compress(b"")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):  # the browser may have had enough
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextlib.contextmanager
def hosted(size: int) -> Iterator[Host]:
    """The site of ``size`` generated cases on loopback."""
    with Host(loaded(size).site()) as host:
        threading.Thread(target=host.serve_forever, daemon=True).start()
        yield host
        host.shutdown()


@contextlib.contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(),
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu", *flags],
        )
        yield browser
        browser.close()


class Wire:
    """Counts what a page fetches: bytes as sent, with the answers' headers."""

    def __init__(self, page: Page) -> None:
        self._bytes: dict[str, float] = defaultdict(float)
        self._paths: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.dataReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        session.send("Network.enable")

    def _asked(self, event: dict[str, Any]) -> None:
        if event["request"]["url"].startswith("http"):
            self._paths[event["requestId"]] = urlsplit(event["request"]["url"]).path

    def _received(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] += max(0, event["encodedDataLength"])

    def _finished(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = event["encodedDataLength"]

    @property
    def requests(self) -> dict[str, float]:
        """Bytes by path."""
        return {path: self._bytes[each] for each, path in self._paths.items()}

    @property
    def total(self) -> float:
        """All bytes so far."""
        return sum(self.requests.values())
