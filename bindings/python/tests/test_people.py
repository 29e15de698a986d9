"""What verdicts say to people."""

from __future__ import annotations

import pickle
from html.parser import HTMLParser

import pytest

import ordvakt
from conftest import made_up

TEXT = "Varför står det <script> & \"citat\" i 'rutan' här? En tokstolle 🙂, ring 070-174 06 05."


class Reader(HTMLParser):
    """Collects the text and the marks of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags: list[str] = []
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "mark":
            self.marks.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.tags and self.tags[-1] == "mark":
            attributes, marked = self.marks[-1]
            self.marks[-1] = attributes, marked + data


def test_highlighted_comments_are_the_comment(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(TEXT)
    page = Reader(verdict.highlight())
    assert page.text == TEXT
    assert set(page.tags) == {"mark", "/mark"}
    assert [marked for _, marked in page.marks] == ["tokstolle", "070-174 06 05"]
    for (attributes, _), finding in zip(page.marks, verdict.findings, strict=True):
        assert attributes["class"] == f"ordvakt ordvakt-{finding.severity}"
        assert attributes["data-rules"] == finding.rule
        assert attributes["title"] == finding.reason
    assert Reader(moderator.screen("a < b").highlight()).text == "a < b"
    assert moderator.screen("").highlight() == ""


def test_overlapping_findings_are_marked_piece_by_piece() -> None:
    lists = {
        "sv/svordomar.tsv": "tokstolle\tword\t\tmild\tplain\tmade up\n",
        "sv/personangrepp.tsv": "stor tokstolle här\tword\t\tsevere\tplain\tmade up\n",
    }
    text = "En stor tokstolle här"
    page = Reader(ordvakt.Moderator(lists=lists, builtin=False).screen(text).highlight())
    assert page.text == text
    assert [marked for _, marked in page.marks] == ["stor ", "tokstolle", " här"]
    assert {attributes["class"] for attributes, _ in page.marks} == {"ordvakt ordvakt-severe"}
    assert page.marks[1][0]["data-rules"] == "personangrepp/stor-tokstolle-har svordomar/tokstolle"


def test_notebooks_show_the_verdict(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(TEXT)
    html = verdict._repr_html_()
    page = Reader(html)
    assert "script" not in page.tags
    assert TEXT in page.text
    assert verdict.action in page.text
    for finding in verdict.findings:
        assert finding.reason in page.text
    assert verdict.highlight() in html


def test_explanations_come_in_both_languages() -> None:
    verdict = made_up("kungalv").screen("En tokstolle! Ring 070-174 06 05.")
    swedish, english = verdict.explain("sv"), verdict.explain("en")
    assert verdict.explain() == swedish != english
    for text in (swedish, english):
        assert "svordomar/tokstolle" in text
        assert "”tokstolle”" in text
        assert "Sociala medier, Regler" in text
        assert verdict.action in text
    assert "kommunens egna regler" in swedish
    assert "the municipality's own rules" in english
    assert len(verdict.duties) > 0
    for duty in verdict.duties:
        assert duty.text in swedish


def test_explanations_name_signals_and_cuts() -> None:
    assert "Signals: fraga" in ordvakt.Moderator().screen("När öppnar badhuset?").explain("en")
    assert "Only the beginning" in made_up(max_bytes=4).screen("Tack så mycket!").explain("en")


def test_the_author_is_told_what_and_why_and_how_to_object() -> None:
    verdict = made_up("kungalv").screen("En tokstolle, ja en tokstolle!")
    notice = verdict.statement("en", action="remove", contact="info@example.com")
    assert "We have removed your comment." in notice
    assert "tokstolle" not in notice, "the comment is never repeated"
    assert "Ground: the municipality's own rules; Sociala medier, Regler" in notice
    assert "info@example.com" in notice
    assert "A person decides." in notice
    assert "Vi har dolt din kommentar." in verdict.statement(action="hide")
    assert "Skriv till kommunen" in verdict.statement()


def test_there_are_other_statements_than_the_notice() -> None:
    verdict = made_up("kungalv").screen("En tokstolle, ja en tokstolle!")
    assert verdict.statement("en", kind="reply").startswith("We have removed a comment here.")
    assert "through the helpdesk" in verdict.statement("en", kind="referral", channel="the helpdesk")
    assert "kom gärna tillbaka" in verdict.statement(kind="welcome_back")
    with pytest.raises(ValueError, match="unknown statement `letter`"):
        verdict.statement(kind="letter")  # type: ignore[arg-type]


def test_the_law_is_named_where_it_is_the_ground() -> None:
    verdict = ordvakt.Moderator("bbs").screen("Jag ska döda dig!")
    assert {finding.basis for finding in verdict.findings} == {"law"}
    assert f"Ground: the law ({verdict.findings[0].statute})" in verdict.statement("en")


def test_a_comment_without_findings_stays(moderator: ordvakt.Moderator) -> None:
    notice = moderator.screen("Tack!").statement("en")
    assert notice.startswith("Your comment stays.\n\nWe have not found that it breaks our rules.")


def test_unknown_words_are_refused(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen("Tack!")
    with pytest.raises(ValueError, match="lang"):
        verdict.explain("fi")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="action must be"):
        verdict.statement(action="burn")  # type: ignore[arg-type]


def test_pickled_verdicts_speak_both_languages() -> None:
    verdict = made_up("kungalv", lang="en").screen(TEXT)
    back = pickle.loads(pickle.dumps(verdict))
    for lang in ("sv", "en", None):
        assert back.explain(lang) == verdict.explain(lang)
    builtin = ordvakt.Moderator("kungalv", lang="en").screen("Vilka jävla vägar")
    told = pickle.loads(pickle.dumps(builtin))
    assert [told.statement(lang) for lang in ("sv", "en")] == [
        builtin.statement(lang) for lang in ("sv", "en")
    ]
    assert back.highlight() == verdict.highlight()
    assert back.max_severity == verdict.max_severity is not None
    again = pickle.loads(pickle.dumps(back))
    assert again.explain("sv") == verdict.explain("sv")
