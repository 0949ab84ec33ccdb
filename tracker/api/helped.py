"""POST /api/hjalp-det: one anonymous answer, from the client as JSON or from a plain form."""

from __future__ import annotations

from typing import Literal

from flask import Blueprint, g, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tracker.access import ANYONE, access
from tracker.api.strict_json import NotJson, read_json
from tracker.errors import Refused, answer
from tracker.figures import helped
from tracker.limits import answers_per_address
from tracker.site import published

page = Blueprint("helped", __name__, url_prefix="/api/hjalp-det")

THANKS = "#tak-for-svaret"
"""The lesson's own words of thanks, shown when the address names them."""
FORM = "application/x-www-form-urlencoded"


class Answer(BaseModel):
    """Which lesson, and whether it helped; anything more would be about somebody."""

    model_config = ConfigDict(extra="forbid", strict=True)

    lesson: str = Field(min_length=1, max_length=80)
    answer: Literal["yes", "partly", "no"]


@page.post("")
@access(ANYONE, scope="public")
@answers_per_address
def count() -> ResponseReturnValue:
    """Count the answer; a form comes back to its lesson. No cookie is read, nobody is known."""
    is_form = request.mimetype == FORM
    try:
        given = _read_form() if is_form else _read_json()
        lesson = helped.count_answer(given.lesson, given.answer, g.now, published())
    except (NotJson, ValidationError, Refused) as problem:
        return answer(400, [_reason(problem)])
    return redirect(f"{lesson.url}{THANKS}", 303) if is_form else jsonify({"ok": True})


def _read_json() -> Answer:
    """The client's answer."""
    if request.mimetype != "application/json":
        raise NotJson(f"Content-Type must be application/json or {FORM}")
    body = request.get_data()
    read_json(body)
    return Answer.model_validate_json(body)


def _read_form() -> Answer:
    """The answer of a page where no script runs; a field that comes twice is refused too."""
    fields = request.form.to_dict(flat=False)
    return Answer.model_validate({name: one[0] if len(one) == 1 else one
                                  for name, one in fields.items()})  # fmt: skip


def _reason(problem: Exception) -> str:
    """`answer: Input should be …`; never the value that was sent."""
    if isinstance(problem, ValidationError):
        one = problem.errors(include_input=False, include_url=False)[0]
        return f"{'.'.join(str(part) for part in one['loc'])[:120]}: {one['msg']}"
    if isinstance(problem, Refused):
        return "; ".join(f"{field}: {why}" for field, why in problem.errors.items())
    return str(problem)
