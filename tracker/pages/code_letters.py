"""Breve med koder: new codes for the chosen, a sheet for each, and a file for Digital Post."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, access, visible_citizens
from tracker.clock import local_date
from tracker.csv_table import write_table
from tracker.pages.chosen import read_chosen
from tracker.pages.new_code import draw_qr
from tracker.people import citizens, letters
from tracker.people.readers import consultants
from tracker.screen import back_to
from tracker.sign_in.codes import spell

page = Blueprint("code_letters", __name__, url_prefix="/job/borgere/breve")

COLUMNS = ("reference", "navn", "adresse", "kode")


@page.post("/")
@access(CONSULTANT, scope="team")
def ask() -> ResponseReturnValue:
    """Say what new codes do, before they do it."""
    people = read_chosen()
    if not people:
        return back_to("citizens.show", "vaelg-foerst")
    return render_template("code_letters_ask.html", people=people)


@page.post("/lav/")
@access(CONSULTANT, scope="team")
def make() -> ResponseReturnValue:
    """Replace the codes of those chosen, and go to the letters."""
    people = read_chosen()
    secret = current_app.config["JOBVEJ_SECRET"]
    made = citizens.new_codes([one.id for one in people], now=g.now, secret=secret)
    letters.keep_batch(g.signed_in.token_digest, made, g.now)
    return back_to("code_letters.show")


@page.get("/")
@access(CONSULTANT, scope="team")
def show() -> ResponseReturnValue:
    """The letters while the codes are at hand; reloading makes no other codes."""
    codes = letters.read_batch(g.signed_in.token_digest, g.now)
    address = _address()
    names = {row.id: row.name for row, _ in consultants()}
    sheets = [
        {
            "citizen": one,
            "consultant": names.get(one.consultant, ""),
            "code": spell(codes[one.id]),
            # The fragment never leaves the phone: no server log, no proxy sees the code.
            "qr": draw_qr(f"{address}#{codes[one.id]}"),
        }
        for one in _people(codes)
    ]
    is_taken = letters.is_file_taken(g.signed_in.token_digest)
    return render_template("code_letters.html", sheets=sheets, address=address, is_taken=is_taken)


@page.post("/digital-post.csv")
@access(CONSULTANT, scope="team")
def file() -> ResponseReturnValue:
    """The same codes as a file for the municipality's Digital Post, once."""
    codes = letters.take_file(g.signed_in.token_digest, g.now)
    if not codes:
        return back_to("code_letters.show")
    rows = [
        (one.reference, one.display_name, _address(), spell(codes[one.id]))
        for one in _people(codes)
    ]
    response = Response(write_table(COLUMNS, rows), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="digital-post.csv"'
    return response


def _address() -> str:
    return request.host_url + url_for("sign_in.show").lstrip("/")


def _people(codes: dict[Any, str]) -> list[Any]:
    """Whose codes these are, by name, as long as one may see them all."""
    found = visible_citizens(g.me, (str(one) for one in codes), local_date(g.now))
    return found or []
