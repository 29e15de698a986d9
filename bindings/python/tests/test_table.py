"""Tables in every form that dashboards and scripts have them in."""

from __future__ import annotations

import pickle
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import ordvakt

TEXTS = ["Tack för den fina lekplatsen!", None, "Oj 🙂, en tokstolle!", "Ring 070-174 06 05", ""]
COLUMNS = (
    "action",
    "categories",
    "max_severity",
    "language",
    "signals",
    "findings",
    "truncated",
    "error",
)


def rows(table: ordvakt.Table) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = pa.table(table).to_pylist()
    return listed


def expected(moderator: ordvakt.Moderator, text: str | None, **context: Any) -> dict[str, Any]:
    """The row of a comment, by the way that every other test checks."""
    if text is None:
        return dict.fromkeys(COLUMNS)
    verdict = moderator.screen(text, **context)
    absent: dict[str, object] = {"statute": None, "citation": None, "words": []}
    findings = [{**absent, **finding} for finding in verdict.to_dict()["findings"]]
    return {
        "action": verdict.action,
        "categories": list(verdict.categories),
        "max_severity": verdict.max_severity,
        "language": verdict.language,
        "signals": list(verdict.signals),
        "findings": findings,
        "truncated": verdict.truncated,
        "error": None,
    }


TABLE = pa.table({"id": range(len(TEXTS)), "text": TEXTS})
SOURCES = {
    "list": TEXTS,
    "generator": iter(TEXTS),
    "pyarrow table": TABLE,
    "pyarrow batch": TABLE.to_batches()[0],
    "pyarrow slice": pa.table({"text": ["Nej!", *TEXTS, "Nej!"]}).slice(1, len(TEXTS)),
    "pyarrow chunks": pa.chunked_array([TEXTS[:2], TEXTS[2:]]),
    "pyarrow array": pa.array(TEXTS),
    "pyarrow large": pa.array(TEXTS, pa.large_string()),
    "pyarrow view": pa.array(TEXTS, pa.string_view()),
    "pyarrow dictionary": pa.array(TEXTS).dictionary_encode(),
    "pyarrow reader": TABLE.to_reader(),
    "polars frame": pl.DataFrame({"text": TEXTS}),
    "polars series": pl.Series(TEXTS),
    "polars categories": pl.DataFrame({"text": pl.Series(TEXTS, dtype=pl.Categorical)}),
    "pandas frame": pd.DataFrame({"text": TEXTS}),
    "pandas series": pd.Series(TEXTS, dtype="str"),
}


@pytest.mark.parametrize("name", SOURCES)
def test_every_source_gives_the_rows_that_screening_gives(moderator: ordvakt.Moderator, name: str) -> None:
    table = moderator.screen_table(SOURCES[name])
    assert len(table) == len(TEXTS)
    assert rows(table) == [expected(moderator, text) for text in TEXTS]


def test_batches_of_any_size_keep_their_order(moderator: ordvakt.Moderator) -> None:
    texts = [f"{i} tokstolle" if i % 3 == 0 else None if i % 7 == 0 else f"{i} badhus" for i in range(40_000)]
    one = rows(moderator.screen_table(texts, threads=1))
    assert [row["action"] for row in one] == [
        None if text is None else "review" if "tokstolle" in text else "publish" for text in texts
    ]
    chunked = pa.chunked_array([texts[:1], texts[1:777], texts[777:]])
    assert rows(moderator.screen_table(chunked, threads=3)) == one


def test_columns_besides_the_text(moderator: ordvakt.Moderator) -> None:
    contexts = [
        {"post": "Nytt badhus", "parent": None, "author": "Ada Testsson", "author_role": "staff"},
        {"post": None, "parent": "Vad tycker ni?", "author": None, "author_role": None},
    ]
    table = pa.Table.from_pylist([{"kommentar": "Oj, tokstolle!", **context} for context in contexts])
    screened = moderator.screen_table(
        table, "kommentar", post="post", parent="parent", author="author", author_role="author_role"
    )
    assert rows(screened) == [expected(moderator, "Oj, tokstolle!", **context) for context in contexts]


def test_a_row_that_cannot_be_read_costs_no_other(moderator: ordvakt.Moderator) -> None:
    first, lone, last = rows(moderator.screen_table(["Hej!", "H\ud800", "tokstolle"]))
    assert first == expected(moderator, "Hej!")
    assert last == expected(moderator, "tokstolle")
    assert "position 1" in lone.pop("error")
    assert set(lone.values()) == {None}


def test_bytes_that_are_no_utf_8_cost_one_row(moderator: ordvakt.Moderator) -> None:
    offsets = pa.array([0, 4, 8], pa.int32()).buffers()[1]
    spoilt = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(b"Hej!a\xff!!"))
    good, bad = rows(moderator.screen_table(pa.table({"text": spoilt})))
    assert good == expected(moderator, "Hej!")
    assert bad["error"] == "text is not UTF-8 at byte 1"


def test_a_role_that_nobody_has_costs_one_row(moderator: ordvakt.Moderator) -> None:
    table = pa.table({"text": ["Hej!", "Hej!"], "role": ["owner", "elected"]})
    bad, good = rows(moderator.screen_table(table, author_role="role"))
    assert "author_role must be" in bad["error"]
    assert good["action"] == "publish"


def test_empty_sources_give_empty_tables(moderator: ordvakt.Moderator) -> None:
    sources: list[Any] = [
        [],
        pa.table({"text": pa.array([], pa.string())}),
        pl.DataFrame(schema={"text": pl.String}),
    ]
    for source in sources:
        table = moderator.screen_table(source)
        assert len(table) == 0
        assert pa.table(table).column_names == list(COLUMNS)
    assert rows(moderator.screen_table(pa.table({"text": pa.nulls(2)}))) == [dict.fromkeys(COLUMNS)] * 2


def test_what_is_no_source_is_refused(moderator: ordvakt.Moderator) -> None:
    table = pa.table({"text": ["Hej!"], "number": [1]})
    with pytest.raises(ValueError, match=r'no column "comment"; the source has .*"number"'):
        moderator.screen_table(table, "comment")
    with pytest.raises(TypeError, match='column "number" holds Int64, not text'):
        moderator.screen_table(table, "number")
    with pytest.raises(TypeError, match="the source holds Int64, not text"):
        moderator.screen_table(table["number"])
    with pytest.raises(ValueError, match="no columns"):
        moderator.screen_table(table["text"], post="post")
    with pytest.raises(ValueError, match="no columns"):
        moderator.screen_table(["Hej!"], post="post")
    with pytest.raises(TypeError, match="source must be several str"):
        moderator.screen_table("Hej!")
    with pytest.raises(TypeError):
        moderator.screen_table([17])  # type: ignore[list-item]
    with pytest.raises(ValueError, match="threads"):
        moderator.screen_table(["Hej!"], threads=0)


def test_a_source_that_breaks_off_is_an_error(moderator: ordvakt.Moderator) -> None:
    schema = pa.schema({"text": pa.string()})

    def batches() -> Any:
        yield pa.record_batch({"text": ["Hej!"]}, schema=schema)
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(schema, batches())
    with pytest.raises(ordvakt.OrdvaktError, match="the disk is gone"):
        moderator.screen_table(reader)


def test_capsules_are_checked(moderator: ordvakt.Moderator) -> None:
    class Stream:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return "no capsule"

    class Wrong:
        def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
            return pa.schema({"text": pa.string()}).__arrow_c_schema__()

    with pytest.raises(TypeError, match="capsule"):
        moderator.screen_table(Stream())
    with pytest.raises(ValueError, match="PyCapsule"):
        moderator.screen_table(Wrong())


def test_a_table_is_read_as_often_as_wanted(moderator: ordvakt.Moderator) -> None:
    table = moderator.screen_table(TEXTS)
    assert rows(table) == rows(table)
    assert table.column_names == COLUMNS
    assert repr(table) == "<Table of 5 rows>"
    assert pa.schema(table).names == list(COLUMNS)
    assert pa.schema(table).metadata == {
        b"ordvakt.policy": b"alla",
        b"ordvakt.ruleset": moderator.ruleset.encode(),
    }


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_tables_survive_pickling(moderator: ordvakt.Moderator, protocol: int) -> None:
    # The last one is long enough for several batches.
    for source in (TEXTS, [], ["🙂", None] * (10_000 if protocol == pickle.HIGHEST_PROTOCOL else 0)):
        table = moderator.screen_table(source)
        back = pickle.loads(pickle.dumps(table, protocol))
        assert pa.table(back).equals(pa.table(table), check_metadata=True)


def test_a_foreign_state_is_refused(moderator: ordvakt.Moderator) -> None:
    reduced: Any = moderator.screen_table(["Hej!"]).__reduce__()
    restore, (policy, ruleset, batches) = reduced
    (length, nulls, buffers), *others = batches[0]
    states: list[Any] = [[[]], [batches[0][:-1]], [[(length + 9, nulls, buffers), *others]]]
    for state in states:
        with pytest.raises(ValueError, match="not a pickle of this version"):
            restore(policy, ruleset, state)


def test_recipe_polars(moderator: ordvakt.Moderator) -> None:
    comments = pl.DataFrame({"id": [1, 2], "text": ["Tack!", "Oj 🙂, tokstolle!"]})
    screened = comments.hstack(pl.DataFrame(moderator.screen_table(comments)))
    found = screened.explode("findings").drop_nulls("findings").unnest("findings")
    assert found.select("id", "rule", "matched").rows() == [(2, "svordomar/tokstolle", "tokstolle")]
    cut = found.select(pl.col("text").str.slice(pl.col("start"), pl.col("end") - pl.col("start")))
    assert cut.item() == "tokstolle"


def test_recipe_pandas(moderator: ordvakt.Moderator) -> None:
    comments = pd.DataFrame({"id": [1, 2], "text": ["Tack!", None]})
    screened = comments.join(pa.table(moderator.screen_table(comments)).to_pandas())
    assert list(screened["action"].dropna()) == ["publish"]
    assert list(screened["id"]) == [1, 2]


def test_recipe_duckdb(moderator: ordvakt.Moderator) -> None:
    with duckdb.connect() as connection:
        comments: Any = connection.sql(
            "SELECT * FROM (VALUES (1, 'Tack!'), (2, 'Oj, tokstolle!')) AS t(id, text)"
        )
        screened = moderator.screen_table(comments)
        answer: Any = connection.sql("SELECT action, findings[1].rule FROM screened ORDER BY action")
        assert answer.fetchall() == [("publish", None), ("review", "svordomar/tokstolle")]
        assert len(screened) == 2
