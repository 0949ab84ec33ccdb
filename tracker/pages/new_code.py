"""Ny kode and the letter that carries it: one page to print and hand over."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import segno
from flask import current_app, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from tracker.access import CONSULTANT, Page
from tracker.people import citizens, letters, staff
from tracker.sign_in import mitid
from tracker.sign_in.codes import spell

page = Page("new_code", "/job/borgere/<uuid:citizen>", CONSULTANT, scope="responsible")


@page.post("/ny-kode/")
def make(citizen: UUID) -> ResponseReturnValue:
    """Replace the code, which signs the citizen out everywhere, and go to the letter."""
    code = citizens.new_code(citizen, now=g.now, secret=current_app.config["JOBVEJ_SECRET"])
    letters.keep(g.signed_in.token_digest, citizen, code, g.now)
    return redirect(url_for("new_code.letter", citizen=citizen), 303)


@page.get("/brev/")
def letter(citizen: UUID) -> ResponseReturnValue:
    """The letter while the code is at hand; afterwards, how to get another."""
    code = letters.read(g.signed_in.token_digest, citizen, g.now)
    if not code:
        return render_template("letter_gone.html")
    names = staff.names_of([g.citizen.consultant])
    consultant = names.get(g.citizen.consultant, "")
    binding = mitid.binding(citizen)
    return render_template("letter.html", consultant=consultant, binding=binding, **way_in(code))


def way_in(code: str) -> dict[str, Any]:
    """What a letter says of a code: itself to read aloud, where to type it, and both to scan."""
    address = url_for("sign_in.show", _external=True)
    # The fragment never leaves the phone: no server log, no proxy sees the code.
    return {"code": spell(code), "address": address, "qr": draw_qr(f"{address}#{code}")}


def draw_qr(text: str) -> Markup:
    """A QR code as inline SVG without style attributes, which the policy would refuse."""
    picture = segno.make(text, error="m", micro=False)
    # What goes in is our own address and a code of 32 letters; segno writes only paths.
    return Markup(picture.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass=None))  # noqa: S704
