"""What is put right about a citizen by who answers for them: details, the code, and MitID."""

from typing import Any
from uuid import UUID

import segno
from flask import current_app, g, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from tracker.access import CONSULTANT, Page
from tracker.forms import Form
from tracker.people import citizens, letters, staff
from tracker.screen import back_to, with_form
from tracker.sign_in import mitid
from tracker.sign_in.codes import spell
from tracker.site import published

page = Page("citizen", "/job/borgere/<uuid:citizen>", CONSULTANT, scope="responsible")

DETAILS = ("display_name", "reference", "support_level")


@page.get("/oplysninger/")
def details(citizen: UUID) -> ResponseReturnValue:
    """Ret oplysninger, filled in with what is kept now."""
    now = {name: getattr(g.citizen, name) for name in DETAILS}
    return render_template("citizen_details.html", form=Form(now))


@page.post("/oplysninger/")
@with_form("citizen_details.html")
def correct(form: Form, citizen: UUID) -> ResponseReturnValue:
    """Put it right; the citizen reads what stood there before."""
    said = (form.value(name) for name in DETAILS)
    citizens.correct(citizen, *said, staff=g.me.id, now=g.now, published=published())
    return back_to("citizen_plan.show", "rettet", citizen=citizen)


@page.post("/ny-kode/")
def new_code(citizen: UUID) -> ResponseReturnValue:
    """Replace the code, which signs the citizen out everywhere, and go to the letter."""
    code = citizens.new_code(citizen, now=g.now, secret=current_app.config["JOBVEJ_SECRET"])
    letters.keep(g.signed_in.token_digest, citizen, code, g.now)
    return back_to(".letter", citizen=citizen)


@page.get("/brev/")
def letter(citizen: UUID) -> ResponseReturnValue:
    """The letter while the code is at hand; afterwards, how to get another."""
    code = letters.read(g.signed_in.token_digest, citizen, g.now)
    if not code:
        return render_template("citizen_letter_gone.html")
    names = staff.names_of([g.citizen.consultant])
    consultant = names.get(g.citizen.consultant, "")
    binding = mitid.binding(citizen)
    return render_template(
        "citizen_letter.html", consultant=consultant, binding=binding, **way_in(code)
    )


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


@page.get("/mitid/")
def use_of_mitid(citizen: UUID) -> ResponseReturnValue:
    """What the citizen reads on Dit MitID, and a way to remove a MitID that may be another's."""
    return render_template("citizen_mitid.html", binding=mitid.binding(citizen))


@page.post("/mitid/fjern/")
def remove_mitid(citizen: UUID) -> ResponseReturnValue:
    """Take it away and sign out everywhere; the citizen reads who did it, and can undo it."""
    gone = mitid.remove(citizen, g.me.id, g.now)
    return back_to(".use_of_mitid", "borgers-mitid-fjernet" if gone else "", citizen=citizen)
