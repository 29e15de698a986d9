"""Screening on Apache Spark, by Spark's own workers.

>>> import ordvakt.spark
>>> screened = ordvakt.spark.screen(comments, moderator=ordvakt.Moderator("kungalv"))  # doctest: +SKIP
>>> screened.where("action != 'publish'").select("id", "action")  # doctest: +SKIP

Needs pyspark 3.5 or later, and ordvakt on every worker.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ._ordvakt import Moderator

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["screen"]


def _narrowed(arrow: Any, kind: Any) -> Any:
    """Give the Arrow type in the width that Spark has for it."""
    if arrow.types.is_large_string(kind):
        return arrow.string()
    if arrow.types.is_list(kind):
        return arrow.list_(_narrowed(arrow, kind.value_type))
    if arrow.types.is_struct(kind):
        return arrow.struct([(field.name, _narrowed(arrow, field.type)) for field in kind])
    return kind


def _columns(arrow: Any, table: Any) -> list[Any]:
    """Give the columns of a table as Spark takes them, each in one piece."""
    columns = arrow.table(table)
    fields = [(field.name, _narrowed(arrow, field.type)) for field in columns.schema]
    return [column.combine_chunks() for column in columns.cast(arrow.schema(fields)).columns]


def screen(
    df: DataFrame,
    text: str = "text",
    *,
    moderator: Moderator | None = None,
    post: str | None = None,
    parent: str | None = None,
    author: str | None = None,
    author_role: str | None = None,
) -> DataFrame:
    """Give the rows of ``df`` with the columns of ``Moderator.screen_table`` behind their own.

    ``text``, ``post``, ``parent``, ``author`` and ``author_role`` name columns of ``df``; ``moderator`` goes
    to the workers as it is (``None``: the built-in lists under the policy ``alla``). ``ValueError`` where
    ``df`` already has a column of the same name or lacks one that is named.
    """
    import pyarrow as arrow
    from pyspark.sql.pandas.types import from_arrow_type
    from pyspark.sql.types import StructType

    worker = Moderator() if moderator is None else moderator
    empty = worker.screen_table([])
    names = list(empty.column_names)
    if taken := sorted(set(names) & set(df.columns)):
        raise ValueError(f"df already has the columns {taken}: rename them first")
    named = {"post": post, "parent": parent, "author": author, "author_role": author_role}
    for name in (text, *named.values()):
        if name is not None and name not in df.columns:
            raise ValueError(f"no column {name!r}; df has {df.columns}")
    schema = StructType(list(df.schema.fields))
    for name, column in zip(names, _columns(arrow, empty), strict=True):
        schema = schema.add(name, from_arrow_type(column.type))

    def work(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            if batch.num_rows:
                # Spark runs a worker a core already.
                table = worker.screen_table(batch, text, **named, threads=1)
                columns = [*batch.columns, *_columns(arrow, table)]
                yield arrow.RecordBatch.from_arrays(columns, names=[*batch.schema.names, *names])

    return df.mapInArrow(work, schema)
