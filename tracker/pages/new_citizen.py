"""Ny borger, and Hent borgere ind: one by a form, or many from a file; then the letters."""

from uuid import UUID, uuid4

from flask import current_app, g, render_template, request
from flask.typing import ResponseReturnValue

from jobvej.catalog.published import PublishedPlan
from tracker.access import CONSULTANT, Page, looks_only, visible_citizen
from tracker.csv_table import decode
from tracker.errors import Refused
from tracker.forms import Form
from tracker.limits import FAILED
from tracker.people import citizens, letters
from tracker.people.import_citizens import read_citizens, take_in, try_out
from tracker.screen import back_to, with_form
from tracker.site import published

page = Page("new_citizen", "/job/borgere", CONSULTANT, scope="team")


@page.get("/ny/")
def show() -> ResponseReturnValue:
    """The form; its id is made here, so that sending it twice makes one citizen."""
    form = Form({"citizen": uuid4(), "start_on": g.today})
    return render_template("new_citizen.html", form=form)


@page.post("/ny/")
@with_form("new_citizen.html")
def make(form: Form) -> ResponseReturnValue:
    """Take the citizen in and go to the letter; reloading the letter makes nothing new."""
    citizen = form.id("citizen", "Åbn siden igen, og skriv en gang til.")
    if visible_citizen(g.me, citizen, g.today) is None:
        letters.keep(g.signed_in.token_digest, citizen, _register(form, citizen), g.now)
    return back_to("citizen.letter", citizen=citizen)


def read_template(form: Form) -> PublishedPlan:
    """The forløb that was chosen. Read last: raises Refused for every field that is wrong."""
    template = published().plan(form.value("template"))
    if template is None:
        raise Refused({**form.errors, "template": "Vælg et forløb."})
    form.refuse_errors()
    return template


def _register(form: Form, citizen: UUID) -> str:
    """The new citizen's code. Raises Refused with every field that is wrong."""
    name = form.text("display_name", "display_name")
    reference = form.text("reference", "reference")
    levels = {one.code for one in published().municipality.support_levels}
    level = form.choice("support_level", levels, "Vælg hjælp undervejs.")
    start_on = form.day("start_on")
    template = read_template(form)
    one = citizens.Newcomer(name, reference, level, template, start_on)
    secret = current_app.config["JOBVEJ_SECRET"]
    return citizens.register(one, citizen, g.me, g.now, secret, published())


@page.get("/hent/")
def ask_rows() -> ResponseReturnValue:
    """Hent borgere ind: where the rows come from, and how they must look."""
    return render_template("new_citizen_rows.html", form=Form())


@page.post("/hent/")
@looks_only
@with_form("new_citizen_rows.html")
def look(form: Form) -> ResponseReturnValue:
    """Every row with what will happen, or what is wrong; nobody is taken in yet."""
    uploaded = request.files.get("file")
    text = decode(uploaded.read()) if uploaded and uploaded.filename else form.value("text")
    rows = read_citizens(text, published())
    fits = try_out(rows, g.now, published())
    # The text goes along, since nothing of it is stored.
    shown = render_template("new_citizen_rows.html", form=Form({"text": text}), rows=rows)
    return shown, 200 if fits else FAILED


@page.post("/hent/gem/")
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
    return back_to("chosen.show_letters", "borgere-hentet")
