"""The header's search: the first query of a visit, further ones, and what the first one costs."""

from __future__ import annotations

from playwright.sync_api import Browser
from tests.bench.browsing import UNBOUND, Host, Wire, chromium, hosted
from tests.bench.report import Report, median, p95

QUERIES = {
    "en": ["linkerd", "istio upgrade", "mtls", "canary release", "envoy control plane", "retail",
           "certificate", "consul discovery", "kubernetes", "latency"],
    "ja": ["サービスメッシュ", "リンカード", "段階的な移行", "可観測性", "カナリアリリース", "小売",
           "証明書", "ｲｽﾃｨｵ", "障害", "マイクロサービス"],
}
COLD_ROUNDS = 7

_COLD = """
async (query) => {
  const frame = () => new Promise(requestAnimationFrame);
  const start = performance.now();
  document.querySelector("#search-open").click();
  let input;
  while (!(input = document.querySelector("#search-text"))?.closest("dialog").open) await frame();
  input.value = query;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, data: query }));
  while (!document.querySelector("#search-hits [role=option]")) await frame();
  await frame();
  await frame();
  return performance.now() - start;
}
"""
_WARM = """
async (query) => {
  const frame = () => new Promise(requestAnimationFrame);
  const input = document.querySelector("#search-text");
  const list = document.querySelector("#search-hits");
  const changed = new Promise((resolve) => {
    const observer = new MutationObserver(() => {
      if (!list.querySelector("[role=option]")) return;
      observer.disconnect();
      resolve();
    });
    observer.observe(list, { childList: true });
  });
  const start = performance.now();
  input.value = query;
  input.dispatchEvent(new InputEvent("input", { bubbles: true, data: query }));
  await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, 3000))]);
  await frame();
  await frame();
  return performance.now() - start;
}
"""


def measure(quick: bool) -> Report:
    """Ask in both languages at each size."""
    report = Report("search")
    rows = []
    for size in (250,) if quick else (1000, 10000):
        with hosted(size) as host, chromium(*UNBOUND) as browser:
            for language in ("en", "ja"):
                _warm_up(host, browser, language)
                cold, cost = _cold(host, browser, language, 2 if quick else COLD_ROUNDS)
                warm = _warm(host, browser, language)
                heaviest = max(each for each, _ in cost) / 1000
                rows.append((size, language, len(cold), median(cold), max(cold), len(warm),
                             median(warm), p95(warm), median(each for each, _ in cost) / 1000,
                             heaviest, max(count for _, count in cost)))
    report.table(
        "Header search (ms from opening, or from the last key, to two frames after the results; kB "
        "of a first query: code, words, index parts, first results with their passages)",
        ("cases", "language", "first", "median", "largest", "further", "median", "p95",
         "kB", "kB, most", "requests"), rows,
    )
    for row in rows:
        where = f"{row[1]} at {row[0]} cases"
        report.limit(f"first query, {where}", row[3], 900, "ms")
        report.limit(f"further query, median, {where}", row[6], 80, "ms")
        report.limit(f"bytes of a first query, {where}", row[9], 250, "kB")
    return report


def _start(language: str) -> str:
    return "method/" if language == "en" else "ja/method/"


def _warm_up(host: Host, browser: Browser, language: str) -> None:
    """Let the host make the index and the pages of the results: that is no part of a visit."""
    for query in QUERIES[language]:
        page = browser.new_context().new_page()
        page.goto(f"{host.address}/{_start(language)}", wait_until="networkidle")
        page.evaluate(_COLD, query)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
        page.context.close()


def _cold(
    host: Host, browser: Browser, language: str, rounds: int
) -> tuple[list[float], list[tuple[float, int]]]:
    """Milliseconds, and (bytes, requests), of first queries, each in a fresh profile."""
    times, cost = [], []
    for number in range(rounds):
        query = QUERIES[language][number % len(QUERIES[language])]
        page = browser.new_context().new_page()
        page.goto(f"{host.address}/{_start(language)}", wait_until="networkidle")
        wire = Wire(page)
        times.append(float(page.evaluate(_COLD, query)))
        page.wait_for_timeout(500)  # the passages; the other language is asked later
        cost.append((wire.total, len(wire.requests)))
        page.context.close()
    return times, cost


def _warm(host: Host, browser: Browser, language: str) -> list[float]:
    """Milliseconds of queries after the first one; each word is new, its index part too."""
    page = browser.new_context().new_page()
    page.goto(f"{host.address}/{_start(language)}", wait_until="networkidle")
    page.evaluate(_COLD, QUERIES[language][0])
    times = []
    for query in [*QUERIES[language][1:], *QUERIES[language]]:
        page.wait_for_timeout(250)
        times.append(float(page.evaluate(_WARM, query)))
    page.context.close()
    return times
