"""Starts the service for this machine alone: ``python -m dashboard comments.jsonl``."""

from __future__ import annotations

import argparse
from pathlib import Path

import uvicorn

from .app import create_app
from .store import Store


def main() -> None:
    """Take the comments in and serve until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="dashboard", description=__doc__)
    parser.add_argument("comments", type=Path, nargs="?", help="JSON Lines with id, time, author, post, text")
    parser.add_argument("--database", type=Path, default=Path("dashboard.sqlite"))
    parser.add_argument("--policy", default="alla", help="the id of a built-in policy")
    parser.add_argument("--contact", help="where authors may object")
    parser.add_argument("--port", type=int, default=8000)
    arguments = parser.parse_args()
    store = Store(arguments.database)
    if arguments.comments:
        print(f"{store.take_in(arguments.comments)} new comments")
    app = create_app(store, arguments.policy, contact=arguments.contact)
    uvicorn.run(app, host="127.0.0.1", port=arguments.port, access_log=False)


if __name__ == "__main__":
    main()
