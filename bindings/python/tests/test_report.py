"""Comments as one HTML page: what goes in, and how the page behaves in a real browser where there is one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

import ordvakt
from conftest import made_up, tab_to
from test_people import Reader

COMMENTS: list[dict[str, Any]] = [
    {"id": 1, "text": "Tack för den fina lekplatsen!", "author": "Åsa Exempel", "time": "2026-02-03 08:12"},
    {"id": 2, "text": "När öppnar badhuset?", "post": "Nytt badhus", "time": "2026-02-03T23:30:00Z"},
    {"id": 3, "text": "Ring mig på 070-174 06 05, era klantskallar", "author": "Robin Påhitt"},
    {"id": 4, "text": "Vilken jävla väg, <b>sa</b> Åsa Exempel", "time": dt.datetime(2026, 2, 5, 10, 0)},
    {"id": 5, "text": "What a lovely playground this is, thank you so much", "time": dt.date(2026, 2, 6)},
]


BOXES = "all => all.map(each => each.getBoundingClientRect().toJSON())"
UNFILTERED = ".comments tbody tr:not([hidden])"


@pytest.fixture(scope="module", params=["sv", "en"])
def kungalv(request: pytest.FixtureRequest) -> ordvakt.Moderator:
    return ordvakt.Moderator("kungalv", lang=request.param)


def test_every_comment_is_on_the_page() -> None:
    page = Reader(ordvakt.html_report(made_up(), [*COMMENTS, "En tokstolle till"]))
    for comment in COMMENTS:
        assert comment["text"] in page.text
    assert [marked for _, marked in page.marks] == ["070-174 06 05", "tokstolle"]
    for shown in ("Nytt badhus", "2026-02-04 00:30", "2026-02-05 10:00", "2026-02-06"):
        assert shown in page.text


def test_a_redacted_page_names_nobody() -> None:
    page = ordvakt.html_report(ordvakt.Moderator(), COMMENTS, redact=True)
    for secret in ("070", "Exempel", "Påhitt", "Nytt badhus"):
        assert secret not in page


@pytest.mark.parametrize(
    ("comments", "error", "says"),
    [
        ("one text", TypeError, "not one str"),
        (17, TypeError, "not iterable"),
        ([17], TypeError, "a mapping with a text"),
        ([{"id": 1}], ValueError, "no text"),
        ([{"text": 1}], TypeError, "str"),
        ([{"text": "a", "author_role": "kung"}], ValueError, "author_role must be"),
        (["\ud800"], UnicodeEncodeError, "surrogates"),
    ],
)
def test_bad_comments_are_told(comments: Any, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        ordvakt.html_report(made_up(), comments)


@pytest.fixture
def opened(page: Any, kungalv: ordvakt.Moderator, tmp_path: Path) -> Any:
    """The page in a browser; whatever it complains about or asks for is collected."""
    file = tmp_path / "report.html"
    file.write_text(ordvakt.html_report(kungalv, COMMENTS), "utf-8")
    page.complaints, page.asked = [], []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    page.goto(file.as_uri())
    yield page
    assert page.complaints == []
    assert {url for url in page.asked if not url.startswith("data:")} == {file.as_uri()}


def shown(page: Any) -> list[str]:
    """The ids of the comments that can be seen."""
    rows: list[str] = page.locator("tbody tr:visible .number").all_text_contents()
    return sorted(rows)


def wait_for(page: Any, selector: str, count: int) -> None:
    """Until there are so many elements; the page's security policy forbids to evaluate a condition in it."""
    from playwright.sync_api import expect

    expect(page.locator(selector)).to_have_count(count, timeout=30_000)


def test_filters_show_what_was_chosen(opened: Any) -> None:
    status = opened.get_by_role("status")
    assert shown(opened) == ["2", "3", "4"], "what nothing was found in is folded away"
    assert "5" in status.inner_text()
    opened.locator("#f-category").select_option("personuppgifter")
    assert shown(opened) == ["3"]
    assert "1" in status.inner_text()
    opened.locator("#f-action").select_option("remove")
    opened.locator("#f-category").select_option("")
    assert shown(opened) == ["3", "4"]
    opened.locator("button[type=reset]").click()
    opened.locator("#f-signal").select_option("fraga")
    wait_for(opened, UNFILTERED, 1)
    assert shown(opened) == ["2"]
    opened.locator("button[type=reset]").click()
    opened.locator("#f-text").fill("LEKPLATSEN fina")
    wait_for(opened, "#s-clean details[open]", 1)
    assert shown(opened) == ["1"], "a search opens what is folded away"
    opened.locator("#f-text").fill("finns inte")
    wait_for(opened, UNFILTERED, 0)
    assert status.inner_text() == status.get_attribute("data-none")
    opened.locator(".question a").click()
    assert shown(opened) == ["2", "3", "4"], "a link to a comment that is filtered away shows it"


def test_the_keyboard_reaches_everything(opened: Any) -> None:
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.getBoundingClientRect().top") >= 0, "skip link shows"
    opened.keyboard.press("Enter")
    assert opened.evaluate("document.activeElement.id") == "list"
    tab_to(opened, "#f-category")
    tab_to(opened, "#f-text")
    opened.keyboard.type("klantskallar")
    wait_for(opened, UNFILTERED, 1)
    tab_to(opened, "button[type=reset]")
    opened.keyboard.press("Enter")
    wait_for(opened, UNFILTERED, 5)
    tab_to(opened, "#s-clean summary")
    opened.keyboard.press("Enter")
    assert shown(opened) == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing(opened: Any, scheme: str, width: int) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    opened.set_viewport_size({"width": width, "height": 800})
    opened.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened.locator("details").evaluate_all("all => all.forEach(each => { each.open = true })")
    # Axe is put into the page past its security policy, as a browser's own tools are.
    found = axe.Axe().run(opened).response
    assert [(rule["id"], rule["nodes"]) for rule in found["violations"]] == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width, (
        "nothing needs scrolling sideways"
    )


def test_the_page_is_whole_without_its_script(page: Any, kungalv: ordvakt.Moderator, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(ordvakt.html_report(kungalv, COMMENTS), "utf-8")
    plain = page.context.browser.new_context(java_script_enabled=False).new_page()
    plain.goto(file.as_uri())
    assert shown(plain) == ["2", "3", "4"]
    assert not plain.locator("#filter").is_visible()
    plain.locator("#s-clean summary").click()
    assert shown(plain) == ["1", "2", "3", "4", "5"]


def test_print_shows_no_controls(opened: Any) -> None:
    # As wide as a sheet of A4: what is meant for narrow screens is not meant for paper.
    opened.set_viewport_size({"width": 690, "height": 900})
    opened.emulate_media(media="print")
    cells = opened.locator("#s-remove tbody tr:first-child > *")
    assert len({box["y"] for box in cells.evaluate_all(BOXES)}) == 1, "the cells stand side by side"
    assert shown(opened) == ["2", "3", "4"]
    for control in ("#filter", ".skip", "summary"):
        assert opened.locator(f"{control}:visible").count() == 0
