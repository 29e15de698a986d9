from __future__ import annotations

import hashlib
import json
import pickle
import struct
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import ordvakt
from conftest import LISTS, made_up

MADE_UP = "Oj, en tokstolle till hemsida!"


def test_a_clean_comment_is_published(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen("Tack för den fina lekplatsen!")
    assert verdict.action == "publish"
    assert verdict.findings == ()
    assert verdict.categories == ()
    assert verdict.text == "Tack för den fina lekplatsen!"
    assert not verdict.truncated


def test_a_finding_says_what_where_and_why(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(MADE_UP)
    [finding] = [finding for finding in verdict.findings if finding.rule == "svordomar/tokstolle"]
    assert MADE_UP[finding.span] == finding.matched == "tokstolle"
    assert (finding.start, finding.end) == (7, 16)
    assert finding.category == "svordomar"
    assert finding.severity == "mild"
    assert 0 < finding.confidence <= 1
    assert not finding.disguised
    assert finding.reason
    assert finding.basis == "own"
    assert finding.statute is None
    assert finding.citation
    assert "svordomar" in verdict.categories
    assert verdict.action == "review"


def test_dict_json_and_attributes_agree(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(MADE_UP)
    contract = verdict.to_dict()
    assert json.loads(verdict.to_json()) == contract
    assert contract["offsets"] == "codepoint"
    assert contract["language"] == {
        "code": verdict.language,
        "confidence": verdict.language_confidence,
        "share": verdict.language_share,
    }
    for name in ("action", "truncated", "policy", "ruleset"):
        assert contract[name] == getattr(verdict, name)
    for name in ("categories", "signals"):
        assert tuple(contract[name]) == getattr(verdict, name)
    assert contract["findings"], "the comment has a finding to compare"
    for name in ("findings", "notes"):
        assert len(contract[name]) == len(getattr(verdict, name))
        for entry, finding in zip(contract[name], getattr(verdict, name), strict=True):
            assert {key: getattr(finding, key) for key in entry} == entry
    for entry, duty in zip(contract["duties"], verdict.duties, strict=True):
        assert {key: getattr(duty, "from_" if key == "from" else key) for key in entry} == entry


def test_reasons_come_in_both_languages() -> None:
    swedish = made_up().screen(MADE_UP)
    english = made_up(lang="en").screen(MADE_UP)
    assert [f.rule for f in swedish.findings] == [f.rule for f in english.findings] != []
    assert swedish.findings[0].reason != english.findings[0].reason


def test_a_post_a_parent_and_an_author_are_taken(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(
        "Bra!", "Nytt badhus", parent="Vad tycker ni?", author="Ada Testsson", author_role="elected"
    )
    assert verdict.action == "publish"


def test_batches_keep_their_order(moderator: ordvakt.Moderator) -> None:
    texts = [f"{i} tokstolle" if i % 3 == 0 else f"{i} badhus" for i in range(1000)]
    one_by_one = [moderator.screen(text) for text in texts]
    for threads in (None, 1, 2, 7, 64):
        assert moderator.screen_batch(texts, threads=threads) == one_by_one
    assert moderator.screen_batch(iter(texts)) == one_by_one
    assert any(verdict.findings for verdict in one_by_one)
    assert moderator.screen_batch([]) == []


def test_batches_take_posts(moderator: ordvakt.Moderator) -> None:
    verdicts = moderator.screen_batch(["Bra!", "Tack!"], ["Nytt badhus", None])
    assert [verdict.text for verdict in verdicts] == ["Bra!", "Tack!"]


def test_the_ids_are_those_of_the_stub() -> None:
    source = Path(__file__).parents[1] / "python" / "ordvakt" / "_ordvakt.pyi"
    namespace: dict[str, object] = {}
    exec(source.read_text(encoding="utf-8"), namespace)
    assert ordvakt.categories() == get_args(namespace["_Category"])
    assert ordvakt.Policy.builtin("alla").max_action in get_args(namespace["_Action"])


def test_every_builtin_policy_loads() -> None:
    assert "alla" in ordvakt.policies()
    for name in ordvakt.policies():
        policy = ordvakt.Policy.builtin(name)
        assert policy.id == name
        assert policy.title("sv")
        assert policy.title("en")
        assert policy.categories
        assert set(policy.categories) <= set(ordvakt.categories())
        assert ordvakt.Moderator(name).policy == policy
        assert ordvakt.Moderator(policy).policy == policy


def test_a_policy_of_ones_own(tmp_path: Path, moderator: ordvakt.Moderator) -> None:
    toml = 'extends = "bbs"\ntitle = { sv = "Provkommun", en = "Test municipality" }\n'
    path = tmp_path / "provkommun.toml"
    path.write_text(toml, encoding="utf-8")
    policy = ordvakt.Policy.load(path)
    assert policy.id == "provkommun"
    assert policy.title() == "Provkommun"
    assert policy.title("en") == "Test municipality"
    assert "bbs" in policy.extends
    assert policy == ordvakt.Policy.load(str(path))
    assert policy == ordvakt.Policy.from_toml(toml, "provkommun.toml")
    other = moderator.with_policy(policy)
    assert other.policy == policy
    assert other.screen("Hej!").policy == "provkommun"
    assert moderator.policy.id == "alla"
    assert moderator.with_policy("bbs").policy.id == "bbs"


def test_lists_come_from_folders(tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    for path, text in LISTS.items():
        (tmp_path / path).write_text(text, encoding="utf-8")
    for folder in (tmp_path, str(tmp_path)):
        from_folder = ordvakt.Moderator(lists=[folder], builtin=False)
        assert from_folder.screen(MADE_UP) == made_up().screen(MADE_UP)
        assert from_folder.screen(MADE_UP).findings != ()


def test_lists_count_besides_the_built_in_ones_or_alone(moderator: ordvakt.Moderator) -> None:
    text = "Vilka jävla vägar, tokstolle!"
    rules = {finding.rule for finding in moderator.screen(text).findings}
    assert {"svordomar/javla", "svordomar/tokstolle"} <= rules
    assert [finding.rule for finding in made_up().screen(text).findings] == ["svordomar/tokstolle"]


def test_what_changes_verdicts_changes_the_ruleset(moderator: ordvakt.Moderator) -> None:
    plain = ordvakt.Moderator()
    assert plain.ruleset.startswith("sha256:")
    assert plain.ruleset == ordvakt.Moderator().ruleset
    assert plain.ruleset != moderator.ruleset
    assert plain.ruleset != ordvakt.Moderator(reference_date=date(2020, 1, 31)).ruleset


def test_long_comments_are_cut() -> None:
    moderator = made_up(max_bytes=64)
    verdict = moderator.screen("badhus " * 20 + "tokstolle")
    assert verdict.truncated
    assert "svordomar" not in verdict.categories


def test_redaction_covers_personal_data_and_keeps_positions() -> None:
    text = "Ring mig på 070-174 06 05 🙂, tokstolle!"
    verdict = made_up().screen(text)
    redacted = verdict.redact()
    assert "070-174 06 05" not in redacted
    assert len(redacted) == len(text)
    assert redacted.endswith("🙂, tokstolle!")
    assert redacted.startswith("Ring mig på ███")


def test_redaction_does_not_ask_the_policy() -> None:
    verdict = made_up("uppvidinge").screen("Ring mig på 070-174 06 05")
    assert verdict.findings == ()
    assert verdict.redact() == "Ring mig på ███████ ██ ██"
    assert pickle.loads(pickle.dumps(verdict)).redact() == verdict.redact()
    cut = made_up(max_bytes=20).screen("Här står ett nummer 070-174 06 05")
    assert cut.truncated
    assert "070" not in cut.redact()


def test_screening_for_some_categories_only() -> None:
    text = "Ring 070-174 06 05, tokstolle!"
    assert made_up().screen(text).categories == ("personuppgifter", "svordomar")
    some = made_up(only=["personuppgifter"])
    assert some.screen(text).categories == ("personuppgifter",)
    assert some.ruleset != made_up().ruleset
    assert pickle.loads(pickle.dumps(some)).screen(text) == some.screen(text)
    with pytest.raises(ValueError, match="unknown category or signal `hotell`"):
        ordvakt.Moderator(only=["hotell"])
    with pytest.raises(TypeError):
        ordvakt.Moderator(only="hot")


def test_everything_is_frozen(moderator: ordvakt.Moderator) -> None:
    verdict = moderator.screen(MADE_UP)
    for thing, name in [
        (moderator, "policy"),
        (moderator.policy, "id"),
        (verdict, "action"),
        (verdict.findings[0], "rule"),
        (ordvakt.Diagnostic("a.tsv", 1, 2, "odd"), "file"),
    ]:
        with pytest.raises(AttributeError):
            setattr(thing, name, "something else")
        with pytest.raises(AttributeError):
            thing.new_attribute = 1  # type: ignore[attr-defined]


def test_equal_things_hash_alike(moderator: ordvakt.Moderator) -> None:
    one, other = moderator.screen(MADE_UP), moderator.screen(MADE_UP)
    assert one == other
    assert one != moderator.screen("Hej!")
    assert one != "Hej!"
    assert len({one, other}) == 1
    assert len({*one.findings, *other.findings}) == len(one.findings)
    assert len({moderator.policy, moderator.policy}) == 1


def test_representations_name_the_thing(moderator: ordvakt.Moderator) -> None:
    assert repr(moderator).startswith("<Moderator alla sha256:")
    assert repr(moderator.policy) == "<Policy alla>"
    assert repr(moderator.screen("Hej!")) == "<Verdict publish []>"
    assert "svordomar/tokstolle@7..16" in repr(moderator.screen(MADE_UP).findings)


def test_a_finding_names_the_words_that_spoke_for_another_language() -> None:
    verdict = ordvakt.Moderator().screen("Hej! Missä voi ostaa bussikortin täällä kylässä?")
    [finding] = verdict.findings
    assert finding.rule == "annat_sprak/fi"
    assert finding.words == ("Missä", "voi", "ostaa", "bussikortin", "täällä", "kylässä")
    assert (verdict.language, verdict.language_other) == ("fi", "fi")
    assert 0.9 < verdict.language_share <= 1
    assert verdict.to_dict()["findings"][0]["words"] == list(finding.words)


def test_the_share_in_another_language_is_told_without_a_finding() -> None:
    swedish = "Jag undrar när biblioteket öppnar igen efter sommaren och om barnen får låna böcker där."
    verdict = ordvakt.Moderator().screen(
        f"{swedish} Milloin kirjasto aukeaa uudelleen kesän jälkeen ja saavatko lapset lainata kirjoja?"
    )
    assert (verdict.language, verdict.language_other, verdict.findings) == ("sv", "fi", ())
    assert 0.1 < verdict.language_share <= 0.5
    alone = ordvakt.Moderator().screen(swedish)
    assert (alone.language_other, alone.language_share) == (None, 0)


def test_a_language_model_is_given_by_path_or_bytes(tmp_path: Path) -> None:
    digest = hashlib.sha256()
    scale, weights = struct.pack("<f", 10), bytes((32 << 15) + (2 << 14))
    digest.update(scale + weights)
    blank = b"OVLANG03" + scale + bytes(20) + digest.digest() + weights
    path = tmp_path / "blank.bin"
    path.write_bytes(blank)
    built_in = ordvakt.Moderator()
    for given in (blank, path, str(path)):
        moderator = ordvakt.Moderator(language_model=given)
        assert moderator.ruleset != built_in.ruleset
        assert not moderator.screen("Milloin uimahalli aukeaa?").findings
        copy = pickle.loads(pickle.dumps(moderator))
        assert copy.ruleset == moderator.ruleset
