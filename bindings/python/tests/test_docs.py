"""Every example in the documentation runs, and everything public has documentation."""

from __future__ import annotations

import doctest
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

import ordvakt

README = Path(__file__).parents[1] / "README.md"


def documented() -> Iterator[tuple[str, str | None]]:
    yield "ordvakt", ordvakt.__doc__
    for name in ordvakt.__all__:
        thing = getattr(ordvakt, name)
        if isinstance(thing, str):
            continue
        yield name, thing.__doc__
        if inspect.isclass(thing):
            for member, value in vars(thing).items():
                if not member.startswith("_"):
                    yield f"{name}.{member}", inspect.getdoc(value)


@pytest.mark.parametrize(("name", "text"), [*documented(), ("README", README.read_text(encoding="utf-8"))])
def test_examples_run(name: str, text: str | None) -> None:
    assert text, "has documentation"
    test = doctest.DocTestParser().get_doctest(text, {"ordvakt": ordvakt}, name, None, None)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append)
    assert results.failed == 0, "".join(report)


def test_there_are_examples() -> None:
    examples = sum((text or "").count(">>>") for _, text in documented())
    assert examples >= 10


def test_the_script_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [script] = re.findall(
        r"```python\n(import ordvakt\nimport polars.*?)```", README.read_text(encoding="utf-8"), re.DOTALL
    )
    monkeypatch.chdir(tmp_path)
    texts = ["Tack!", None, "Ring 070-174 06 05, sa ”chefen”!"] * 1000
    pl.DataFrame({"id": range(len(texts)), "text": texts}).write_csv("comments.csv")
    exec(script, {})
    screened = pl.read_parquet("screened.parquet")
    assert screened["id"].to_list() == list(range(len(texts)))
    assert screened["action"].to_list() == ["publish", None, "hide"] * 1000
