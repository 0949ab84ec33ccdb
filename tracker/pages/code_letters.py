"""Breve med koder: new codes for the chosen, a sheet for each, and a file for Digital Post."""

from __future__ import annotations

from typing import Any

from flask import current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, chosen_citizens
from tracker.csv_table import write_table
from tracker.pages.chosen import read_chosen
from tracker.pages.citizen import way_in
from tracker.people import citizens, letters
from tracker.people.caseload import by_name
from tracker.people.readers import consultants
from tracker.screen import back_to, download
from tracker.sign_in.codes import spell

page = Page("code_letters", "/job/borgere/breve", CONSULTANT, scope="team")

COLUMNS = ("reference", "navn", "adresse", "kode")


@page.post("/")
def ask() -> ResponseReturnValue:
    """Say what new codes do, before they do it."""
    people = read_chosen()
    if not people:
        return back_to("citizens.show", "vaelg-foerst")
    return render_template("code_letters_ask.html", people=people)


@page.post("/lav/")
def make() -> ResponseReturnValue:
    """Replace the codes of those chosen, and go to the letters."""
    people = read_chosen()
    secret = current_app.config["JOBVEJ_SECRET"]
    made = citizens.new_codes([one.id for one in people], now=g.now, secret=secret)
    letters.keep_batch(g.signed_in.token_digest, made, g.now)
    return back_to("code_letters.show")


@page.get("/")
def show() -> ResponseReturnValue:
    """The letters while the codes are at hand; reloading makes no other codes."""
    codes = letters.read_batch(g.signed_in.token_digest, g.now)
    names = {row.id: row.name for row, _ in consultants()}
    sheets = [
        {"citizen": one, "consultant": names.get(one.consultant, ""), **way_in(codes[one.id])}
        for one in _people(codes)
    ]
    is_taken = letters.is_file_taken(g.signed_in.token_digest)
    return render_template("code_letters.html", sheets=sheets, is_taken=is_taken)


@page.post("/digital-post.csv")
def file() -> ResponseReturnValue:
    """The same codes as a file for the municipality's Digital Post, once."""
    codes = letters.take_file(g.signed_in.token_digest, g.now)
    if not codes:
        return back_to("code_letters.show")
    address = url_for("sign_in.show", _external=True)
    rows = [
        (one.reference, one.display_name, address, spell(codes[one.id])) for one in _people(codes)
    ]
    return download("digital-post.csv", write_table(COLUMNS, rows))


def _people(codes: dict[Any, str]) -> list[Any]:
    """Whose codes these are, by name, as long as one answers for them all."""
    found = chosen_citizens(g.me, (str(one) for one in codes), g.today)
    return by_name(found or [])
