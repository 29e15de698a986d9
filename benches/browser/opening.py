"""How long a report takes to open, beside a plain table with the same rows and the same text.

    ordvakt screen comments.jsonl --format html --output report.html
    python3 -m pip install --requirement bindings/python/requirements-browser.txt
    python3 benches/browser/opening.py report.html

Both are opened in turn in Chromium; told are medians from the start of the navigation to the second frame after loading, how long
filtering to the next frame takes, and how much the longest of twenty leaps through the page takes.
"""

from __future__ import annotations

import html
import shutil
import statistics
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROUNDS = 7
OPENED = """() => new Promise(done => {
    const frames = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
    document.readyState === 'complete' ? frames() : addEventListener('load', frames);
})"""
FILTERED = """async () => {
    const select = document.getElementById('f-action');
    const started = performance.now();
    select.value = select.options[1].value;
    select.dispatchEvent(new Event('change'));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    return performance.now() - started;
}"""
LEAPT = """async () => {
    let longest = 0;
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (let leap = 1; leap <= 20; leap++) {
        const started = performance.now();
        scrollTo({top: document.documentElement.scrollHeight * leap / 20, behavior: 'instant'});
        await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
        longest = Math.max(longest, performance.now() - started);
    }
    return longest;
}"""


class Rows(HTMLParser):
    """The texts of the cells of a report's comments."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.inside = "data-action" in dict(attrs)
            if self.inside:
                self.rows.append([])
        elif self.inside and tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.rows[-1]:
            self.rows[-1][-1] += data


def plain(rows: list[list[str]]) -> str:
    """A table of those cells and nothing else."""
    lines = ("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return "<!DOCTYPE html><meta charset=utf-8><title>.</title><table>" + "\n".join(lines) + "</table>"


def opening(page: Page, file: Path) -> float:
    """Milliseconds until a page is there."""
    page.goto("about:blank")
    page.goto(file.as_uri(), wait_until="commit")
    return float(page.evaluate(OPENED))


def main() -> None:
    """Measure the report named on the command line."""
    report = Path(sys.argv[1]).resolve()
    rows = Rows(report.read_text("utf-8")).rows
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        table = Path(folder) / "plain.html"
        table.write_text(plain(rows), "utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        pairs = [(opening(page, report), opening(page, table)) for _ in range(ROUNDS)]
        ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
        opening(page, report)
        filtered = float(page.evaluate(FILTERED))
        opening(page, report)
        leapt = float(page.evaluate(LEAPT))
        browser.close()
        sizes = [file.stat().st_size / 1e6 for file in (report, table)]
    print(
        f"{len(rows)} comments: report {ours:.0f} ms ({sizes[0]:.1f} MB), plain table {theirs:.0f} ms ({sizes[1]:.1f} MB)"
    )
    print(f"ratio {ours / theirs:.2f}; filtering {filtered:.0f} ms; longest of twenty leaps {leapt:.0f} ms")


if __name__ == "__main__":
    main()
