from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import ordvakt


def test_a_lone_surrogate_is_refused_by_position(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(ValueError, match="position 4") as caught:
        moderator.screen("Hej \ud83d!")
    assert isinstance(caught.value, UnicodeEncodeError)
    assert caught.value.start == 4


@pytest.mark.parametrize("argument", ["post", "parent", "author"])
def test_a_lone_surrogate_is_refused_anywhere(moderator: ordvakt.Moderator, argument: str) -> None:
    arguments: dict[str, Any] = {argument: "\udc00"}
    with pytest.raises(ValueError, match="position 0"):
        moderator.screen("Hej!", **arguments)


def test_a_batch_names_the_text_that_is_refused(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(ValueError, match="position 1") as caught:
        moderator.screen_batch(["Hej!", "H\ud800", "Tack!"])
    if hasattr(caught.value, "__notes__"):
        assert caught.value.__notes__ == ["in texts[1]"]


@pytest.mark.parametrize("text", [None, 17, b"Hej!", ["Hej!"]])
def test_only_str_is_screened(moderator: ordvakt.Moderator, text: Any) -> None:
    with pytest.raises(TypeError):
        moderator.screen(text)
    with pytest.raises(TypeError):
        moderator.screen_batch([text])


def test_a_batch_is_not_one_str(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(TypeError, match="texts must be several str"):
        moderator.screen_batch("Hej!")


def test_a_batch_has_a_post_for_each_text(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(ValueError, match="1 posts for 2 texts"):
        moderator.screen_batch(["Hej!", "Tack!"], ["Badhus"])


def test_a_batch_needs_a_thread(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        moderator.screen_batch(["Hej!"], threads=0)


def test_unknown_names_are_refused(moderator: ordvakt.Moderator) -> None:
    with pytest.raises(ValueError, match="author_role"):
        moderator.screen("Hej!", author_role="owner")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="lang"):
        ordvakt.Moderator(lang="fi")  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        ordvakt.Moderator(17)  # type: ignore[arg-type]


@pytest.mark.parametrize("make", [ordvakt.Moderator, ordvakt.Policy.builtin])
def test_an_unknown_policy_is_a_load_error(make: Any) -> None:
    with pytest.raises(ordvakt.LoadError, match="no built-in policy `atlantis`") as caught:
        make("atlantis")
    assert isinstance(caught.value, ordvakt.OrdvaktError)
    assert isinstance(caught.value, ValueError)
    [diagnostic] = caught.value.diagnostics
    assert "alla" in (diagnostic.hint or "")


def test_a_broken_policy_says_where() -> None:
    with pytest.raises(ordvakt.LoadError) as caught:
        ordvakt.Policy.from_toml('title = { sv = "A", en = "A" }\nrules = 3\n', "odd.toml")
    diagnostic = caught.value.diagnostics[0]
    assert diagnostic.file == "odd.toml"
    assert diagnostic.line == 2
    assert diagnostic.message
    assert "odd.toml:2" in str(caught.value)


def test_broken_lists_say_everything_that_is_wrong() -> None:
    lists = {"sv/svordomar.tsv": "tokstolle\tsentence\t\tmild\nknasboll\tword\t\tterrible\n"}
    with pytest.raises(ordvakt.LoadError) as caught:
        ordvakt.Moderator(lists=lists, builtin=False)
    assert [diagnostic.line for diagnostic in caught.value.diagnostics] == [1, 2]
    assert {diagnostic.file for diagnostic in caught.value.diagnostics} == {"sv/svordomar.tsv"}


def test_missing_files_are_os_errors(tmp_path: Path) -> None:
    missing = tmp_path / "missing.toml"
    with pytest.raises(FileNotFoundError) as caught:
        ordvakt.Policy.load(missing)
    assert Path(caught.value.filename) == missing
    with pytest.raises(FileNotFoundError):
        ordvakt.Moderator(lists=[tmp_path / "missing"])


def test_a_policy_file_is_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "latin1.toml"
    path.write_bytes('title = "Piteå"'.encode("latin-1"))
    with pytest.raises(ordvakt.LoadError, match="byte 13 is not UTF-8"):
        ordvakt.Policy.load(path)


def test_lists_are_folders_or_texts() -> None:
    with pytest.raises(TypeError, match="lists must be"):
        ordvakt.Moderator(lists="folder")
    with pytest.raises(TypeError):
        ordvakt.Moderator(lists={"sv/svordomar.tsv": 17})


def test_results_are_not_made_by_hand() -> None:
    for result in (ordvakt.Verdict, ordvakt.Finding, ordvakt.Duty):
        with pytest.raises(TypeError):
            result()


def test_a_file_that_is_no_language_model_is_a_load_error(tmp_path: Path) -> None:
    path = tmp_path / "modell.bin"
    path.write_text("hej")
    with pytest.raises(ordvakt.LoadError, match="this is no language model") as caught:
        ordvakt.Moderator(language_model=path)
    [diagnostic] = caught.value.diagnostics
    assert diagnostic.file == str(path)
    assert "train_language" in (diagnostic.hint or "")
    with pytest.raises(ordvakt.LoadError, match="this is no language model"):
        ordvakt.Moderator(language_model=b"")
    with pytest.raises(FileNotFoundError) as missing:
        ordvakt.Moderator(language_model=tmp_path / "saknas.bin")
    assert missing.value.filename
    with pytest.raises(TypeError):
        ordvakt.Moderator(language_model=17)  # type: ignore[arg-type]
