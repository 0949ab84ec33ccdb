"""Reads JSON from outside strictly: what is odd is refused with a reason, never guessed at."""

import json
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

SHOWN_ERRORS = 20


class NotJson(ValueError):
    """The body is no JSON that we take; the arguments say why."""


class Strict(BaseModel):
    """Nothing unknown, nothing converted: `false` is no number and `287.0` no integer."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


Kind = TypeVar("Kind", bound=Strict)


def read_body(kind: type[Kind]) -> Kind:
    """The request's body, of this kind. Raises NotJson."""
    if request.mimetype != "application/json":
        raise NotJson("Content-Type must be application/json")
    return read(kind, request.get_data())


def read(kind: type[Kind], body: bytes) -> Kind:
    """The value, or NotJson with a reason.

    pydantic refuses what is no JSON, what is nested without end, lone surrogates and numbers of
    thousands of digits; it takes the last of a key said twice, and NUL.
    """
    try:
        value = kind.model_validate_json(body)
    except ValidationError as problem:
        raise NotJson(*_reasons(problem)) from None
    json.loads(body, object_pairs_hook=_object)
    return value


def _reasons(problem: ValidationError) -> list[str]:
    """`events.0.counter: Input should be a valid integer`; never the value that was sent."""
    return [
        f"{'.'.join(str(part) for part in one['loc'])[:120]}: {one['msg']}"
        for one in problem.errors(include_input=False, include_url=False)[:SHOWN_ERRORS]
    ]


def _object(pairs: list[tuple[str, Any]]) -> None:
    """Two readers of a key said twice would see two truths; NUL fits no store and no screen."""
    if len(dict(pairs)) < len(pairs):
        raise NotJson("an object says the same key twice")
    if any("\0" in one for pair in pairs for one in pair if isinstance(one, str)):
        raise NotJson("a text holds NUL")
