"""Hent borgere ind: a file or pasted rows, tried out first, then all or nothing, then letters."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, looks_only
from tracker.csv_table import decode
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import FAILED
from tracker.people import letters
from tracker.people.import_citizens import read_citizens, take_in, try_out
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("import_citizens", "/job/borgere/hent", CONSULTANT, scope="team")


@page.get("/")
def show() -> ResponseReturnValue:
    """Where the rows come from, and how they must look."""
    return render_template("import_citizens.html", form=Form())


@page.post("/")
@looks_only
@with_form("import_citizens.html")
def look(form: Form) -> ResponseReturnValue:
    """Every row with what will happen, or what is wrong; nobody is taken in yet."""
    uploaded = request.files.get("file")
    text = decode(uploaded.read()) if uploaded and uploaded.filename else form.value("text")
    return _tried(read_citizens(text, published()), text)


def _tried(rows: list[Any], text: str) -> ResponseReturnValue:
    """The rows as they would be taken in; the text goes along, since nothing of it is stored."""
    fits = try_out(rows, g.now, published())
    page = render_template("import_citizens.html", form=Form({"text": text}), rows=rows)
    return page, 200 if fits else FAILED


@page.post("/gem/")
def take() -> ResponseReturnValue:
    """Take all in, read and checked anew, and go to their letters."""
    form = Form(request.form)
    try:
        rows = read_citizens(form.value("text"), published())
        secret = current_app.config["JOBVEJ_SECRET"]
        codes = take_in(rows, g.me, g.now, secret, published())
    except Refused:
        return look()
    letters.keep_batch(g.signed_in.token_digest, codes, g.now)
    return back_to("code_letters.show", "borgere-hentet")
