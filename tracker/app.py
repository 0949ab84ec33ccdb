"""The tracker as one Flask application: its pages, and the API of the client."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime

from flask import Blueprint, Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from peewee import OperationalError
from werkzeug.utils import find_modules, import_string

from tracker import api, errors, gate, headers, pages, screen
from tracker.access import ANYONE
from tracker.clock import local_date
from tracker.db import passing_state, writing
from tracker.errors import StoreUnavailable
from tracker.limits import limiter
from tracker.sign_in.doors import Doors
from tracker.site import Site

BODY_LIMIT = 256 * 1024


PASSWORD_AND_CODE = Doors()


class Tracker(Flask):
    """Flask, with each form from somebody signed in as one transaction from the gate on.

    So what a rule has looked at still holds when it makes its change, and a button that is pressed
    twice at the same moment acts once.
    """

    def preprocess_request(self) -> ResponseReturnValue | None:
        """Do nothing yet: dispatch_request runs the gate, inside the transaction."""
        return None

    def dispatch_request(self) -> ResponseReturnValue:
        """Answer the request; if anything raises, nothing is saved."""
        with writing() if _is_act() else nullcontext():
            answer = super().preprocess_request()
            return super().dispatch_request() if answer is None else answer


def _is_act() -> bool:
    """Whether this is a form from somebody signed in that may change something.

    Signing in is not: checking a password is slow, anyone may try, and nobody is to wait for it.
    """
    if request.method != "POST" or not request.endpoint:
        return False
    rule = gate.rule_of(request.endpoint)
    is_look = hasattr(current_app.view_functions[request.endpoint], "looks_only")
    return rule is not None and ANYONE not in rule.roles and not is_look


def create_app(
    site: Site,
    clock: Callable[[], datetime],
    secret: bytes,
    doors: Doors = PASSWORD_AND_CODE,
) -> Flask:
    """Put the tracker together.

    `clock` is read once per request; `secret` is the key of the sign-in codes' HMAC; `doors` are
    the ways of signing in.
    """
    app = Tracker(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        MAX_FORM_PARTS=200,
        JOBVEJ_SECRET=secret,
    )
    app.extensions["jobvej.site"] = site
    app.extensions["jobvej.doors"] = doors
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.before_request(lambda: _look_at_the_clock(clock))
    headers.install(app)
    gate.install(app)
    errors.install(app)
    app.register_error_handler(OperationalError, _on_store_error)
    screen.install(app)
    limiter.init_app(app)
    for folder in (pages, api):
        for page in _pages_of(folder.__name__):
            app.register_blueprint(page)
    return app


def _pages_of(folder: str) -> Iterator[Blueprint]:
    """The `page` of every module there, by name; a module without one is shared by others."""
    for name in sorted(find_modules(folder)):
        file = import_string(name)
        if hasattr(file, "page"):
            yield file.page


def _on_store_error(error: OperationalError) -> ResponseReturnValue:
    """503 on a full disk, even for reading: SQLite creates files when it opens a database."""
    if state := passing_state(error):
        return errors.on_store_unavailable(StoreUnavailable(state))
    return errors.on_fault(error)


def _look_at_the_clock(clock: Callable[[], datetime]) -> None:
    """Set one time and day for the whole request, so that no two rules see different days."""
    g.now = clock()
    g.today = local_date(g.now)
