"""Journalnotat: what stands on Før samtalen as plain text to copy, made by hand and kept."""

from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from tracker.access import CONSULTANT, Page, access
from tracker.appointments import case_notes
from tracker.screen import back_to
from tracker.site import published

page = Page("case_note", "/job/borgere/<uuid:citizen>/journalnotat", CONSULTANT, scope="page")


@page.get("/")
def show(citizen: UUID) -> ResponseReturnValue:
    """The citizen's notes, the newest ready to copy; the citizen reads the same."""
    names = published().municipality.show_staff_names
    notes = case_notes.notes_of(citizen, with_names=names)
    return render_template("case_note.html", notes=notes)


@page.post("/")
@access(CONSULTANT, scope="changes")
def make(citizen: UUID) -> ResponseReturnValue:
    """Make the note of how things stand now."""
    case_notes.make(citizen, g.me.id, g.now, published())
    return back_to("case_note.show", "notat-dannet", citizen=citizen)
