"""POST /api/hjalp-det: one anonymous answer, from the client as JSON or from a plain form."""

import json
from typing import Literal

from flask import g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from pydantic import Field

from tracker.access import ANYONE, Page
from tracker.api.strict_json import NotJson, Strict, read, read_body
from tracker.errors import Refused, answer
from tracker.figures import helped
from tracker.limits import answers_per_address
from tracker.site import published

page = Page("helped", "/api/hjalp-det", ANYONE, scope="public")

THANKS = "#tak-for-svaret"
"""The lesson's own words of thanks, shown when the address names them."""
FORM = "application/x-www-form-urlencoded"


class Answer(Strict):
    """Which lesson, and whether it helped; anything more would be about somebody."""

    lesson: str = Field(min_length=1, max_length=80)
    answer: Literal["yes", "partly", "no"]


@page.post("")
@answers_per_address
def count() -> ResponseReturnValue:
    """Count the answer; a form comes back to its lesson. No cookie is read, nobody is known."""
    is_form = request.mimetype == FORM
    try:
        given = _read_form() if is_form else read_body(Answer)
        lesson = helped.count_answer(given.lesson, given.answer, g.now, published())
    except NotJson as problem:
        return answer(400, problem.args)
    except Refused as refusal:
        return answer(400, [f"{field}: {why}" for field, why in refusal.errors.items()])
    return redirect(f"{lesson.url}{THANKS}", 303) if is_form else jsonify({"ok": True})


def _read_form() -> Answer:
    """The answer of a page where no script runs; a field that comes twice is refused too."""
    fields = request.form.to_dict(flat=False)
    sent = {name: one[0] if len(one) == 1 else one for name, one in fields.items()}
    return read(Answer, json.dumps(sent).encode())
