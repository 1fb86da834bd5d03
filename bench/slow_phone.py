"""How long a page takes on a slow phone, read for the first time: Chromium with a quarter of this machine's speed,
1.6 Mbit/s down, 0.75 up, 150 ms for each way there and back, on 360 x 640 at 3, in English, Arabic and Chinese.

LCP is when the largest piece was there, CLS how far things jumped, TBT for how long the page would not have answered a
finger. Wanted are the marks that Google calls good: LCP 2.5 s, CLS 0.1, TBT 200 ms. Medians of the visits. Fonts are
those of the system. `python -m bench.slow_phone` runs this alone, on SQLite.
"""

from collections.abc import Iterator
from statistics import median
from typing import Any

from bench.browser import chromium, visit
from bench.production import site
from bench.scenery import Shown
from tools.figures.figure import Figure

LANGUAGES = {"English": "", "Arabic": "/ar", "Chinese": "/zh-hans"}
#: What is asked for in the other languages, too. Where it is not translated, that is the page that says so.
IN_ALL = {"HomePage", "EventIndexPage", "EventPage", "InformationPage", "CaseStudyPage"}
PHONE = {"viewport": {"width": 360, "height": 640}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
#: Milliseconds, and a measure without a unit.
GOOD = {"lcp": 2500, "cls": 0.1, "tbt": 200}
WATCH = """
window.seen = {fcp: 0, lcp: 0, cls: 0, what: "", tasks: []};
const watch = (type, each) =>
    new PerformanceObserver(list => list.getEntries().forEach(each)).observe({type, buffered: true});
watch("paint", entry => { if (entry.name === "first-contentful-paint") seen.fcp = entry.startTime; });
watch("largest-contentful-paint", entry => { seen.lcp = entry.startTime; seen.what = entry.element?.tagName || ""; });
watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("longtask", entry => seen.tasks.push([entry.startTime, entry.duration]));
"""


def figures(rounds: int, database: str) -> Iterator[Figure]:
    """Each page `rounds` times, the pages in turn, so that a slow minute meets all of them."""
    with site(database) as (layout, pages), chromium() as browser:
        asked = [
            (language, shown, layout.url + prefix + shown.path)
            for language, prefix in LANGUAGES.items()
            for shown in pages
            if not prefix or shown.name in IN_ALL
        ]
        visits: dict[str, list[dict[str, Any]]] = {}
        for _ in range(rounds):
            for _language, _shown, url in asked:
                visits.setdefault(url, []).append(measure(browser, url))
    for language, shown, url in asked:
        yield _figure(language, shown, visits[url])


def measure(browser: Any, url: str) -> dict[str, Any]:
    """One visit: fcp, lcp, tbt in milliseconds, cls, what was largest, bytes, requests, status."""
    with visit(browser, PHONE) as (page, inside, loaded):
        inside.send("Network.emulateNetworkConditions", LINE)
        inside.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(WATCH)
        answer = page.goto(url, wait_until="networkidle", timeout=90_000)
        seen: dict[str, Any] = page.evaluate("seen")
        return {
            **seen,
            "status": answer.status,
            "tbt": sum(max(0, length - 50) for start, length in seen["tasks"] if start >= seen["fcp"]),
            "bytes": loaded.bytes(),
            "requests": len(loaded.all),
        }


def _figure(language: str, shown: Shown, visits: list[dict[str, Any]]) -> Figure:
    middle = {name: median(each[name] for each in visits) for name in ("lcp", "cls", "tbt", "bytes", "requests")}
    largest = max(each["what"] for each in visits).lower()
    is_there = all(each["status"] in (200, 404) and each["lcp"] > 0 for each in visits)
    return Figure(
        f"{shown.name}, {language}",
        f"LCP {middle['lcp'] / 1000:.2f} s ({largest}), CLS {middle['cls']:.3f}, TBT {middle['tbt']:.0f} ms, "
        f"{middle['bytes'] / 1024:.0f} KB, {middle['requests']:.0f} requests",
        f"LCP ≤ {GOOD['lcp'] / 1000:.1f} s, CLS ≤ {GOOD['cls']}, TBT ≤ {GOOD['tbt']} ms",
        is_there and all(middle[name] <= most for name, most in GOOD.items()),
        of_time=True,
    )


def main() -> None:
    for figure in figures(5, "sqlite"):
        print(f"{figure.what}: {figure.measured}", flush=True)  # noqa: T201  this is a command


if __name__ == "__main__":
    main()
