"""The tracker as one Flask application: pages for citizen and consultant, and the client's API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask, g
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import access, errors, headers, screen
from tracker.api import API
from tracker.limits import limiter
from tracker.pages import PAGES
from tracker.site import Site

BODY_LIMIT = 256 * 1024


def create_app(
    site: Site, clock: Callable[[], datetime], secret: bytes, *, proxy_hops: int = 0
) -> Flask:
    """Put the tracker together.

    `clock` is asked once a request; `secret` is the key of the sign-in codes' HMAC; `proxy_hops`
    is the exact number of proxies whose X-Forwarded headers are to be believed.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        MAX_FORM_PARTS=200,
        JOBVEJ_SECRET=secret,
    )
    app.extensions["jobvej.site"] = site
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.before_request(lambda: _look_at_the_clock(clock))
    headers.install(app)
    access.install(app)
    errors.install(app)
    screen.install(app)
    limiter.init_app(app)
    for blueprint in (*PAGES, *API):
        app.register_blueprint(blueprint)
    if proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxy_hops, x_proto=proxy_hops, x_host=proxy_hops
        )
    return app


def _look_at_the_clock(clock: Callable[[], datetime]) -> None:
    """One time for the whole request, so that two rules never see two days."""
    g.now = clock()
