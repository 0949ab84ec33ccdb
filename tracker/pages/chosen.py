"""Those who were ticked on the list: a forløb, another jobkonsulent or letters with new codes."""

from typing import Any

from flask import abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, chosen_citizens
from tracker.csv_table import write_table
from tracker.errors import Refused
from tracker.forms import Form
from tracker.pages.absence import hand_over
from tracker.pages.citizen import way_in
from tracker.pages.new_citizen import read_template
from tracker.people import citizens, letters, readers
from tracker.people.caseload import by_name
from tracker.screen import back_to, download, or_404, with_form
from tracker.sign_in.codes import spell

page = Page("chosen", "/job/borgere", CONSULTANT, scope="team")

MOST = 500
TO_POST = ("reference", "navn", "adresse", "kode")
"""The columns of the file for Digital Post."""


def read_chosen() -> list[Any]:
    """Those who were ticked, by name; 404 when one does not answer for them all.

    A trial citizen is never among them: nothing is done to it together with real people.
    """
    sent = request.form.getlist("borger")
    if len(sent) > MOST:
        abort(413)
    found = or_404(chosen_citizens(g.me, sent, g.today))
    return by_name(person for person in found if person.trial_of is None)


def _people() -> dict[str, Any]:
    return {"people": read_chosen()}


@page.post("/start-forloeb/")
def ask_start() -> ResponseReturnValue:
    """Which forløb, and from when; nothing is changed yet."""
    people = read_chosen()
    if not people:
        return back_to("citizens.show", "vaelg-foerst")
    form = Form({"start_on": g.today})
    return render_template("chosen_start.html", form=form, people=people)


@page.post("/start-forloeb/gem/")
@with_form("chosen_start.html", _people)
def start(form: Form) -> ResponseReturnValue:
    """Begin it for all, or say for whom it does not fit."""
    people, start_on = read_chosen(), form.day("start_on")
    citizens.start_plans(people, read_template(form), start_on, g.me.id, g.now)
    return back_to("citizens.show", "forloeb-startet")


def _receivers() -> dict[str, Any]:
    """Who is handed over, and the colleagues to choose from."""
    return _people() | {"receivers": [(row.id, words) for row, words in readers.consultants()]}


def _of_own_team() -> list[Any]:
    """Those who were ticked. Raises Refused for citizens whom another team must hand over."""
    people = read_chosen()
    for one in people:
        if one.team != g.me.team:
            words = (
                f"{one.display_name} hører til et andet team, og det giver selv borgeren videre."
            )
            raise Refused({"citizens": words})
    return people


@page.post("/giv-videre/")
@with_form("chosen_hand_over.html", _receivers)
def ask_hand_over(form: Form) -> ResponseReturnValue:
    """Who takes over, and from when; nothing is changed yet."""
    if not _of_own_team():
        return back_to("citizens.show", "vaelg-foerst")
    form = Form({"on_date": g.today})
    return render_template("chosen_hand_over.html", form=form, **_receivers())


@page.post("/giv-videre/gem/")
@with_form("chosen_hand_over.html", _receivers)
def give(form: Form) -> ResponseReturnValue:
    """Hand them over; the page of handovers takes all of them back at once."""
    return hand_over(form, _of_own_team())


@page.post("/breve/")
def ask_letters() -> ResponseReturnValue:
    """Say what new codes will do before any is made."""
    people = read_chosen()
    if not people:
        return back_to("citizens.show", "vaelg-foerst")
    return render_template("chosen_letters_ask.html", people=people)


@page.post("/breve/lav/")
def new_codes() -> ResponseReturnValue:
    """Replace the codes of those chosen, and go to the letters."""
    people, secret = read_chosen(), current_app.config["JOBVEJ_SECRET"]
    made = citizens.new_codes([one.id for one in people], now=g.now, secret=secret)
    letters.keep_batch(g.signed_in.token_digest, made, g.now)
    return back_to("chosen.show_letters")


@page.get("/breve/")
def show_letters() -> ResponseReturnValue:
    """Breve med koder while the codes are at hand, a sheet each; reloading makes no others."""
    codes = letters.read_batch(g.signed_in.token_digest, g.now)
    names = {row.id: row.name for row, _ in readers.consultants()}
    sheets = [
        {"citizen": one, "consultant": names.get(one.consultant, ""), **way_in(codes[one.id])}
        for one in _answered_for(codes)
    ]
    is_taken = letters.is_file_taken(g.signed_in.token_digest)
    return render_template("chosen_letters.html", sheets=sheets, is_taken=is_taken)


@page.post("/breve/digital-post.csv")
def letters_file() -> ResponseReturnValue:
    """The same codes as a file for the municipality's Digital Post, once."""
    codes = letters.take_file(g.signed_in.token_digest, g.now)
    if not codes:
        return back_to("chosen.show_letters")
    address = url_for("sign_in.show", _external=True)
    rows = [
        (one.reference, one.display_name, address, spell(codes[one.id]))
        for one in _answered_for(codes)
    ]
    return download("digital-post.csv", write_table(TO_POST, rows))


def _answered_for(codes: dict[Any, str]) -> list[Any]:
    """The citizens these codes belong to, by name, while one answers for all of them."""
    found = chosen_citizens(g.me, (str(one) for one in codes), g.today)
    return by_name(found or [])
