"""The example of a web service: pages, decisions, and both in a real browser where there is one."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

import ordvakt
from conftest import tab_to
from dashboard.app import create_app
from dashboard.store import Store
from dashboard.words import WORDS
from test_people import Reader

EXAMPLE = Path(__file__).parents[1] / "examples" / "dashboard"
FORM = {"after": "0", "decision": "hide", "why": "Ett telefonnummer.", "person": "Kim Test"}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path / "dashboard.sqlite")
    assert store.take_in(EXAMPLE / "comments.jsonl") == 6
    return store


@pytest.fixture
def client(store: Store) -> Iterator[TestClient]:
    with TestClient(create_app(store, "kungalv", contact="info@example.com")) as client:
        yield client


def test_the_oldest_comment_comes_first(store: Store, client: TestClient, tmp_path: Path) -> None:
    later = tmp_path / "later.jsonl"
    # Earlier than all others, although the clock of its zone says a later time.
    later.write_text('{"id": "7", "time": "2026-02-03T11:00:00+05:00", "text": "Från Kazakstan"}\n')
    assert store.take_in(later) == 1
    assert store.take_in(later) == 0, "nothing is taken in twice"
    links = re.findall(r'href="/sv/comments/(\d+)"', client.get("/").text)
    assert links == ["7", "1", "2", "3", "4", "5", "6"]


def test_a_comment_is_shown_with_what_the_rules_say(client: TestClient) -> None:
    page = client.get("/sv/comments/3").text
    marks = Reader(page).marks
    assert [(mark["data-rules"], marked) for mark, marked in marks] == [
        ("personuppgifter/telefon", "070-174 06 05")
    ]
    for said in ("Innehåller ett telefonnummer.", "Egna regler", "Sociala medier, Regler", "Skyldigheter"):
        assert said in page
    english = client.get("/en/comments/3").text
    for said in ("Contains a telephone number.", "Own rules", "Duties", "Your decision"):
        assert said in english


def test_what_comes_from_outside_is_escaped(store: Store, client: TestClient, tmp_path: Path) -> None:
    evil = "<script>alert('x')</script>\"><img src=x>"
    lines = tmp_path / "evil.jsonl"
    escaped = evil.replace('"', '\\"')
    lines.write_text(
        f'{{"id": "8", "time": "2026-01-01T00:00:00+00:00", "author": "{escaped}", "post": "{escaped}",'
        f' "text": "{escaped} 070-174 06 05"}}\n'
    )
    store.take_in(lines)
    sent = client.post("/sv/comments/7", data={**FORM, "person": evil, "why": evil}, follow_redirects=False)
    assert sent.status_code == 303
    refused = client.post("/sv/comments/7", data={**FORM, "person": evil, "why": evil, "decision": evil})
    assert refused.status_code == 422
    pages = [client.get(path) for path in ("/sv/", "/sv/decided", "/en/comments/7")]
    for page in [*pages, refused]:
        read = Reader(page.text)
        assert not {"script", "img"} & set(read.tags)
        assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "<script>" in Reader(refused.text).text, "the comment is there, as text"


def test_nothing_comes_from_elsewhere(client: TestClient) -> None:
    for path in ("/sv/", "/en/decided", "/sv/comments/4"):
        page = client.get(path).text
        assert set(re.findall(r'(?:src|href|action)="([^"#/][^"]*|//[^"]*)"', page)) == {"data:,"}
    assert "url(" not in client.get("/style.css").text


def test_a_decision_stands_beside_the_recommendation(store: Store, client: TestClient) -> None:
    done = client.post("/sv/comments/3", data=FORM)
    assert done.status_code == 200
    assert "Beslutet är sparat. Kommentar nummer 3." in done.text
    assert "/sv/comments/3" not in done.text
    found = store.comment(3)
    assert found
    [made] = found[1]
    assert (made.decision, made.person, made.why) == ("hide", "Kim Test", "Ett telefonnummer.")
    verdict = ordvakt.Moderator("kungalv").screen(found[0].text, found[0].post)
    assert (made.recommended, made.policy) == (verdict.action, "kungalv")
    assert made.ruleset == verdict.ruleset
    assert made.rules.split() == sorted({finding.rule for finding in verdict.findings})
    assert "personuppgifter/telefon" in made.rules
    assert made.decided.endswith("+00:00")
    assert "Ett telefonnummer." in client.get("/sv/decided").text
    page = client.get("/sv/comments/3").text
    assert "Meddelande till den som skrev" in page
    assert "info@example.com" in page


def test_a_decision_needs_all_its_parts(store: Store, client: TestClient) -> None:
    wrong = [{**FORM, name: ""} for name in FORM]
    wrong += [{**FORM, "decision": "review"}, {**FORM, "why": "x" * 4001}, {**FORM, "after": "9" * 30}]
    for form in wrong:
        answer = client.post("/en/comments/3", data=form)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
    assert "Ett telefonnummer." in answer.text, "what was written is kept"
    assert store.decided(9) == []


def test_two_people_do_not_overrule_each_other_unseen(store: Store, client: TestClient) -> None:
    client.post("/sv/comments/3", data=FORM)
    second = client.post("/sv/comments/3", data={**FORM, "person": "Robin Test", "decision": "publish"})
    assert second.status_code == 409
    assert WORDS["sv"]["overtaken"] in second.text
    assert len(store.decided(9)) == 1
    [after] = re.findall(r'name="after" value="(\d+)"', second.text)
    client.post("/sv/comments/3", data={**FORM, "decision": "publish", "after": after})
    found = store.comment(3)
    assert found
    assert [made.decision for made in found[1]] == ["hide", "publish"], "the first decision stays on record"


def test_other_sites_cannot_decide(store: Store, client: TestClient) -> None:
    for origin in ("https://example.com", "null"):
        answer = client.post("/sv/comments/3", data=FORM, headers={"Origin": origin})
        assert answer.status_code == 403
    assert store.decided(9) == []
    client.post("/sv/comments/3", data=FORM, headers={"Origin": "http://testserver"})
    assert len(store.decided(9)) == 1


def test_what_is_not_there_is_not_found(client: TestClient) -> None:
    for path in ("/fi/", "/sv/comments/99", f"/sv/comments/{2**64}", "/sv/comments/x"):
        assert client.get(path).status_code == 404
    assert client.post("/sv/comments/99", data=FORM).status_code == 404


def test_both_languages_say_everything() -> None:
    assert WORDS["sv"].keys() == WORDS["en"].keys()
    assert all(word for words in WORDS.values() for word in words.values())


@pytest.fixture
def address(store: Store) -> Iterator[str]:
    """The service on a port of its own."""
    server = uvicorn.Server(uvicorn.Config(create_app(store, "kungalv"), port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + 30
        while not server.started and time.monotonic() < end:
            time.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def test_a_moderator_decides_by_keyboard_in_a_browser(address: str, page: Any, store: Store) -> None:
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(address)
    assert page.title() == "Att granska – Ordvakt"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0, "skip link shows"
    tab_to(page, 'a[hreflang="en"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/")
    tab_to(page, 'a[href="/en/comments/4"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/comments/4")
    text = page.locator("#text")
    assert text.inner_text() == store.waiting(9)[0][3].text
    assert text.locator("b").count() == 0
    assert text.locator("mark").count() > 0
    assert page.locator("#findings tbody tr").count() > 0
    tab_to(page, "input[type=radio]")
    page.keyboard.press("ArrowDown")
    assert page.locator("input:checked").get_attribute("value") == "hide"
    tab_to(page, "#why")
    page.keyboard.type("Ett påhopp.")
    tab_to(page, "#person")
    page.keyboard.type("Åsa Test")
    tab_to(page, "button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/?done=4")
    assert page.get_by_role("status").inner_text() == "The decision is saved. Comment number 4."
    [(comment, made)] = store.decided(9)
    assert (comment.number, made.decision, made.person, made.why) == (4, "hide", "Åsa Test", "Ett påhopp.")
    assert {url.startswith((f"{address}/", "data:")) for url in asked} == {True}
    assert complaints == []
