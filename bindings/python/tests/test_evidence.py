"""Evidence: what is preserved, decided, counted, printed and erased."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest

import ordvakt

TEXT = "Vilka jävla vägar ni har!"


@pytest.fixture
def evidence(tmp_path: Path) -> ordvakt.Evidence:
    return ordvakt.Evidence(tmp_path / "bevis")


def test_what_the_duties_ask_for_is_preserved(evidence: ordvakt.Evidence) -> None:
    for number, (policy, author) in enumerate([("katrineholm", "Test Testsson"), ("kungalv", None)], start=1):
        verdict = ordvakt.Moderator(policy).screen(TEXT)
        assert evidence.preserve(verdict, str(number), author="Test Testsson", post="Vägarna") == number
        preserved = evidence.case(number)["preserved"]
        assert preserved["text"] == TEXT
        assert preserved["verdict"]["action"] == verdict.action
        assert preserved.get("author") == author
    assert evidence.preserve(ordvakt.Moderator("kungalv").screen("Tack!"), "3") is None
    assert len(evidence.cases()) == 2


def test_decisions_are_counted_and_printed(evidence: ordvakt.Evidence) -> None:
    verdict = ordvakt.Moderator("kungalv").screen(TEXT)
    assert evidence.record(verdict, "17", author="Test Testsson", link="https://example.com/17") == 1
    assert evidence.record(verdict, "17", author="Test Testsson", link="https://example.com/17") == 1
    with pytest.raises(ValueError, match="say why"):
        evidence.decide("17", "publish", by="Anna A")
    assert evidence.decide("17", "publish", by="Anna A", why="Riktar sig mot vägarna") == 2
    assert evidence.decide(1, verdict.action, by="Bo B") == 3
    decisions = evidence.case("17")["decisions"]
    assert [decision["outcome"] for decision in decisions] == ["overridden", "accepted"]
    assert evidence.statistics()["rules"][0]["accepted"] == 1
    assert "- Decided by: Anna A" in evidence.cards("17", lang="en")
    assert evidence.cards(format="excel").startswith("\ufeffpost;kommentar;")
    with pytest.raises(ValueError, match="format must be"):
        evidence.cards(format="pdf")  # type: ignore[arg-type]


def test_erasure_leaves_a_valid_chain(evidence: ordvakt.Evidence) -> None:
    verdict = ordvakt.Moderator("kungalv").screen(TEXT)
    for comment in ("a", "b"):
        evidence.record(verdict, comment)
    evidence.decide("a", verdict.action, by="Anna A")
    head = evidence.head
    assert evidence.erase(["a", 2], by="Cia C", why="Plan 4.2") == {
        "number": 4,
        "erased": [1, 2, 3],
        "unreadable": [],
    }
    found = evidence.verify([head])
    assert (found["flaws"], found["erased"], found["head"]["number"]) == ([], 3, 4)
    assert all("preserved" not in case for case in evidence.cases())
    with pytest.raises(LookupError, match="no comment with the id `a`"):
        evidence.erase("a", by="Cia C", why="Plan 4.2")


def test_what_was_changed_is_told(evidence: ordvakt.Evidence) -> None:
    evidence.record(ordvakt.Moderator("kungalv").screen(TEXT), "17")
    content = Path(evidence.folder, "content", "1.json")
    content.write_text(content.read_text("utf-8").replace("vägar", "gator"), "utf-8")
    assert len(evidence.verify()["flaws"]) == 1
    with pytest.raises(ordvakt.OrdvaktError, match="has been changed"):
        evidence.case(1)
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        evidence.verify(["abc"])


def test_folders_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(ordvakt.OrdvaktError, match="no folder of evidence"):
        ordvakt.Evidence(tmp_path / "saknas", create=False)
    (tmp_path / "brev.txt").write_text("Hej")
    with pytest.raises(ordvakt.OrdvaktError, match=r"brev\.txt"):
        ordvakt.Evidence(tmp_path)
    with pytest.raises(OSError, match="brev"):
        ordvakt.Evidence(tmp_path / "brev.txt" / "x")


def test_threads_take_turns(evidence: ordvakt.Evidence) -> None:
    verdict = ordvakt.Moderator("kungalv").screen(TEXT)

    def write(writer: int) -> None:
        for turn in range(5):
            evidence.record(verdict, f"{writer}-{turn}")

    threads = [Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(evidence.cases()) == 20
    assert evidence.verify()["flaws"] == []
    assert evidence.notices() == ()
