"""The pages. No scripts, and nothing is loaded from elsewhere."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias, cast
from urllib.parse import urlsplit

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

import ordvakt

from .store import Comment, Decision, Store
from .words import WORDS

Lang: TypeAlias = Literal["sv", "en"]

HERE = Path(__file__).parent
DECISIONS = ("publish", "hide", "remove")
# How many comments a page lists.
MOST = 50
# The longest name and the longest reason that are taken, in characters.
LONGEST = {"person": 200, "why": 4000}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def clock(time: str) -> str:
    """Say a stored time as the clock on the wall shows it."""
    return datetime.fromisoformat(time).astimezone().strftime("%Y-%m-%d %H:%M")


class Dashboard:
    """The handlers, and what they share."""

    def __init__(self, store: Store, policy: str | ordvakt.Policy, contact: str | None) -> None:
        self.store = store
        self.contact = contact
        self.moderators: dict[Lang, ordvakt.Moderator] = {
            "sv": ordvakt.Moderator(policy, lang="sv"),
            "en": ordvakt.Moderator(policy, lang="en"),
        }
        self.templates = Jinja2Templates(HERE / "templates")
        self.templates.env.filters["clock"] = clock

    def lang(self, request: Request) -> Lang:
        """Take the language from the path."""
        lang = request.path_params["lang"]
        if lang not in self.moderators:
            raise HTTPException(404)
        return cast(Lang, lang)

    def find(self, request: Request) -> tuple[Comment, list[Decision]]:
        """Find the comment that the path names."""
        number: int = request.path_params["number"]
        # SQLite has no larger numbers.
        found = self.store.comment(number) if number < 2**63 else None
        if found is None:
            raise HTTPException(404)
        return found

    def screen(self, comment: Comment, lang: Lang) -> ordvakt.Verdict:
        """Ask the rules of now; screening is too quick for verdicts to be worth storing."""
        role = cast(Any, comment.author_role)
        return self.moderators[lang].screen(
            comment.text, comment.post, author=comment.author, author_role=role
        )

    def page(self, request: Request, name: str, status: int = 200, **values: Any) -> Response:
        """Fill a template in."""
        lang = self.lang(request)
        values |= {
            "lang": lang,
            "other": "en" if lang == "sv" else "sv",
            "path": request.url.path.removeprefix(f"/{lang}/"),
            "words": WORDS[lang],
            "policy": self.moderators[lang].policy.title(lang),
        }
        return self.templates.TemplateResponse(request, name, values, status_code=status, headers=HEADERS)

    def home(self, _: Request) -> Response:
        """Lead to the queue."""
        return RedirectResponse("/sv/")

    def style(self, _: Request) -> Response:
        """Give the style sheet."""
        return FileResponse(HERE / "style.css", media_type="text/css", headers=HEADERS)

    def queue(self, request: Request) -> Response:
        """List what waits for a decision."""
        comments, count = self.store.waiting(MOST)
        rows = [(comment, self.screen(comment, self.lang(request))) for comment in comments]
        done = request.query_params.get("done", "")
        return self.page(request, "queue.html", rows=rows, count=count, done=done if done.isdecimal() else "")

    def decided(self, request: Request) -> Response:
        """List what has been decided."""
        return self.page(request, "decided.html", rows=self.store.decided(MOST))

    def comment(
        self, request: Request, status: int = 200, trouble: str = "", given: dict[str, str] | None = None
    ) -> Response:
        """Show a comment; after a refused decision, with what was wrong and what had been written."""
        lang = self.lang(request)
        comment, decisions = self.find(request)
        verdict = self.screen(comment, lang)
        notice = ""
        if decisions and decisions[-1].decision != "publish":
            action = cast(Any, decisions[-1].decision)
            notice = verdict.statement(lang, action=action, contact=self.contact)
        return self.page(
            request,
            "comment.html",
            status,
            comment=comment,
            verdict=verdict,
            # The one place where HTML is made elsewhere: `highlight` has escaped it.
            highlighted=Markup(verdict.highlight()),
            decisions=decisions,
            choices=DECISIONS,
            notice=notice,
            trouble=trouble and WORDS[lang][trouble],
            given=given or {},
            longest=LONGEST,
        )

    async def post(self, request: Request) -> Response:
        """Take the form of a decision."""
        origin = request.headers.get("origin")
        # A page of another site must not decide by the moderator's browser.
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            raise HTTPException(403)
        async with request.form(max_files=0) as form:
            given = {name: str(value).strip() for name, value in form.items()}
        return await run_in_threadpool(self.decide, request, given)

    def decide(self, request: Request, given: dict[str, str]) -> Response:
        """Record a decision, or show again what it was to be on."""
        lang = self.lang(request)
        comment, _ = self.find(request)
        person, why, after = given.get("person", ""), given.get("why", ""), given.get("after", "")
        if given.get("decision") not in DECISIONS or not person or not why or not after.isdecimal():
            return self.comment(request, 422, "incomplete", given)
        if len(person) > LONGEST["person"] or len(why) > LONGEST["why"] or len(after) > 18:
            return self.comment(request, 422, "too_long", given)
        verdict = self.screen(comment, lang)
        if not self.store.decide(
            comment.number, verdict, decision=given["decision"], person=person, why=why, after=int(after)
        ):
            return self.comment(request, 409, "overtaken", given)
        return RedirectResponse(f"/{lang}/?done={comment.number}", 303)


def create_app(
    store: Store, policy: str | ordvakt.Policy = "alla", *, contact: str | None = None
) -> Starlette:
    """Make the service over a store, by a policy; `contact` is where authors may object."""
    dashboard = Dashboard(store, policy, contact)
    return Starlette(
        routes=[
            Route("/", dashboard.home),
            Route("/style.css", dashboard.style),
            Route("/{lang}/", dashboard.queue),
            Route("/{lang}/decided", dashboard.decided),
            Route("/{lang}/comments/{number:int}", dashboard.comment, methods=["GET"]),
            Route("/{lang}/comments/{number:int}", dashboard.post, methods=["POST"]),
        ]
    )
