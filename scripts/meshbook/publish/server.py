"""Serve the live site on loopback: the headers of production, and a page that reloads itself."""

from __future__ import annotations

import gzip
import mimetypes
import os
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from meshbook.problems import MeshbookError
from meshbook.publish.headers import HEADERS
from meshbook.publish.live import LiveSite
from meshbook.publish.stamps import stamps

LIVE_SCRIPT = "_live.js"
LIVE_EVENTS = "_live"
INTERVAL = 0.15
"""Seconds between two looks at the disk: a thousand files take some 5 ms."""

PROGRAM = ["scripts/**/*.py", "scripts/**/*.html", "scripts/**/*.yaml", "cases/_words/*.yaml",
           "mkdocs.yml", "docs/theme/**/*", "docs/data/**/*"]
"""A change here means other code or other figures: the process starts itself again."""

_SCRIPT = b"""// Reloads the page when a source has changed. It exists only while serving.
new EventSource(document.currentScript.src.replace(/_live\\.js$/, "_live"))
  .addEventListener("change", () => location.reload());
"""
_TAG = b'<script defer src="/_live.js"></script></head>'


class LiveServer(ThreadingHTTPServer):
    """An HTTP server on loopback. Raises MeshbookError for a port in use.

    It takes its port before the work of reading begins, and answers once ``run`` is given
    the site.
    """

    daemon_threads = True
    site: LiveSite

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.changed = threading.Condition()
        self.version = 0
        self.stopped = False
        try:
            super().__init__(("127.0.0.1", port), LiveHandler)
        except OSError as error:
            raise MeshbookError(
                f"port {port} cannot be used ({error.strerror}): choose another with PORT="
            ) from error

    def run(self, site: LiveSite) -> None:
        """Serve ``site`` until interrupted."""
        self.site = site
        threading.Thread(target=self.watch, daemon=True).start()
        try:
            self.serve_forever()
        except KeyboardInterrupt:
            pass
        finally:
            self.stopped = True

    def watch(self) -> None:
        """Look at the disk until the server stops; tell the browsers of changes."""
        program = stamps(self.root, PROGRAM)
        while not self.stopped:
            with self.changed:
                self.changed.wait(INTERVAL)
            if stamps(self.root, PROGRAM) != program:
                self._start_again()
            if self.site.refresh():
                with self.changed:
                    self.version += 1
                    self.changed.notify_all()

    def wait_for_change(self, seen: int) -> int:
        """The version of the site once it is no longer ``seen``, or after some seconds."""
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout=15)
            return self.version

    def _start_again(self) -> None:
        self.socket.close()
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


class LiveHandler(BaseHTTPRequestHandler):
    """Answers GET and HEAD from the live site."""

    server: LiveServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # a body would wait 40 ms for the headers to be acknowledged

    def do_GET(self) -> None:
        """A file of the site, the reload script, or the stream of changes."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        if path == LIVE_EVENTS:
            self._stream()
        elif path == LIVE_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _SCRIPT)
        else:
            self._file(path)

    do_HEAD = do_GET

    def _file(self, path: str) -> None:
        site = self.server.site
        file = f"{path}index.html" if path == "" or path.endswith("/") else path
        content = site.get(file)
        if content is None and site.get(f"{path}/index.html") is not None:
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"/{path}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        status = HTTPStatus.OK
        if content is None:
            missing = "ja/404.html" if path.startswith("ja/") else "404.html"
            status, content, file = HTTPStatus.NOT_FOUND, site.get(missing) or b"", missing
        kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
        if kind == "text/html":
            content = content.replace(b"</head>", _TAG, 1)
        self._send(status, kind, content)

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if is_text else kind)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        if is_text and "gzip" in self.headers.get("Accept-Encoding", ""):
            content = gzip.compress(content, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        seen = self.server.version
        try:
            while not self.server.stopped:
                version = self.server.wait_for_change(seen)
                changed, seen = version != seen, version
                self.wfile.write(b"event: change\ndata:\n\n" if changed else b": still here\n\n")
                self.wfile.flush()
        except OSError:
            return  # the browser has gone

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet: the terminal is for changes and faults."""
