"""Comments and the decisions on them, in SQLite. A decision is added and never changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

import ordvakt

SCHEMA = """
CREATE TABLE IF NOT EXISTS comments (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    received TEXT NOT NULL,
    author TEXT,
    author_role TEXT,
    post TEXT,
    text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY,
    comment INTEGER NOT NULL REFERENCES comments,
    decision TEXT NOT NULL CHECK (decision IN ('publish', 'hide', 'remove')),
    person TEXT NOT NULL,
    why TEXT NOT NULL,
    decided TEXT NOT NULL,
    recommended TEXT NOT NULL,
    rules TEXT NOT NULL,
    policy TEXT NOT NULL,
    ruleset TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS decisions_by_comment ON decisions (comment);
"""


@dataclass(frozen=True)
class Comment:
    """A comment as it came in; `received` is in UTC."""

    number: int
    id: str
    received: str
    author: str | None
    author_role: str | None
    post: str | None
    text: str


@dataclass(frozen=True)
class Decision:
    """What a person decided, and what had been recommended by which rules at that time."""

    number: int
    comment: int
    decision: str
    person: str
    why: str
    decided: str
    recommended: str
    rules: str
    policy: str
    ruleset: str


def in_utc(time: datetime) -> str:
    """Say the time as it is stored and sorted."""
    return time.astimezone(timezone.utc).isoformat(timespec="seconds")


class Store:
    """A database in a file; every call opens it by itself, so that any thread may call."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._open() as database:
            database.executescript(SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path)) as database, database:
            database.execute("PRAGMA foreign_keys = ON")
            yield database

    def take_in(self, lines: Path) -> int:
        """Add the comments of a file of JSON Lines that are not there yet; how many there were."""
        with self._open() as database, lines.open(encoding="utf-8") as file:
            before = database.total_changes
            for line in file:
                row = json.loads(line)
                database.execute(
                    "INSERT OR IGNORE INTO comments (id, received, author, author_role, post, text)"
                    " VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        row["id"],
                        in_utc(datetime.fromisoformat(row["time"])),
                        row.get("author"),
                        row.get("author_role"),
                        row.get("post"),
                        row["text"],
                    ),
                )
            return database.total_changes - before

    def waiting(self, most: int) -> tuple[list[Comment], int]:
        """Give the oldest comments that nobody has decided on, and how many there are in all."""
        undecided = "FROM comments WHERE number NOT IN (SELECT comment FROM decisions)"
        with self._open() as database:
            rows = database.execute(f"SELECT * {undecided} ORDER BY received, number LIMIT ?", (most,))
            [count] = database.execute(f"SELECT count(*) {undecided}").fetchone()
            return [Comment(*row) for row in rows], count

    def decided(self, most: int) -> list[tuple[Comment, Decision]]:
        """Give the latest decisions, each with its comment."""
        with self._open() as database:
            rows = database.execute(
                "SELECT comments.*, decisions.* FROM decisions JOIN comments"
                " ON comments.number = decisions.comment ORDER BY decisions.number DESC LIMIT ?",
                (most,),
            )
            return [(Comment(*row[:7]), Decision(*row[7:])) for row in rows]

    def comment(self, number: int) -> tuple[Comment, list[Decision]] | None:
        """Give a comment and all decisions on it, the first one first."""
        with self._open() as database:
            row = database.execute("SELECT * FROM comments WHERE number = ?", (number,)).fetchone()
            if row is None:
                return None
            rows = database.execute("SELECT * FROM decisions WHERE comment = ? ORDER BY number", (number,))
            return Comment(*row), [Decision(*row) for row in rows]

    def decide(
        self, number: int, verdict: ordvakt.Verdict, *, decision: str, person: str, why: str, after: int
    ) -> bool:
        """Add a decision, unless one has been added since decision `after` (0: since there was none)."""
        rules = " ".join(sorted({finding.rule for finding in verdict.findings}))
        values = (number, decision, person, why, in_utc(datetime.now(timezone.utc)))
        basis = (verdict.action, rules, verdict.policy, verdict.ruleset)
        with self._open() as database:
            added = database.execute(
                "INSERT INTO decisions"
                " (comment, decision, person, why, decided, recommended, rules, policy, ruleset)"
                " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?"
                " WHERE (SELECT coalesce(max(number), 0) FROM decisions WHERE comment = ?) = ?",
                (*values, *basis, number, after),
            )
            return added.rowcount == 1
