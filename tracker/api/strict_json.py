"""JSON from outside, read strictly: what is odd is refused with a reason, never guessed at."""

from __future__ import annotations

import json
import re
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

MAX_DEPTH = 12
STRING = re.compile(r'"(?:[^"\\]|\\.)*+"', re.DOTALL)
BRACKET = re.compile(r"[\[\]{}]")
SHOWN_ERRORS = 20


class NotJson(ValueError):  # noqa: N818 - an answer to the sender
    """The body is no JSON that we take; the arguments say why."""


class Strict(BaseModel):
    """Nothing unknown, nothing converted: `false` is no number and `287.0` no integer."""

    model_config = ConfigDict(extra="forbid", strict=True)


Kind = TypeVar("Kind", bound=Strict)


def read_body(kind: type[Kind]) -> Kind:
    """The request's body, of this kind. Raises NotJson."""
    if request.mimetype != "application/json":
        raise NotJson("Content-Type must be application/json")
    body = request.get_data()
    read_json(body)
    try:
        return kind.model_validate_json(body)
    except ValidationError as problem:
        raise NotJson(*reasons(problem)) from None


def reasons(problem: ValidationError) -> list[str]:
    """`events.0.counter: Input should be a valid integer`; never the value that was sent."""
    return [
        f"{'.'.join(str(part) for part in one['loc'])[:120]}: {one['msg']}"
        for one in problem.errors(include_input=False, include_url=False)[:SHOWN_ERRORS]
    ]


def read_json(body: bytes) -> Any:
    """The value, or NotJson with a reason.

    Refuses what Python's reader lets pass: NaN, a key said twice, lone surrogates, NUL, nesting
    without end and numbers of thousands of digits.
    """
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise NotJson("the body is not UTF-8") from None
    if _depth(text) > MAX_DEPTH:
        raise NotJson(f"the JSON is nested deeper than {MAX_DEPTH}")
    try:
        value = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_no_twins)
    except NotJson:
        raise
    except ValueError as error:
        raise NotJson(f"the body is not JSON: {str(error)[:120]}") from None
    _no_odd_text(value)
    return value


def _depth(text: str) -> int:
    """The deepest nesting by counting brackets outside strings, before any reader recurses."""
    depth = deepest = 0
    for bracket in BRACKET.findall(STRING.sub("", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_constant(name: str) -> Any:
    raise NotJson(f"{name} is no JSON number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object as a dict; two readers of a key said twice would see two truths."""
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotJson("an object says the same key twice")
    return result


def _no_odd_text(value: Any) -> None:
    """Refuse text that no store and no screen can hold."""
    if isinstance(value, str):
        if "\x00" in value:
            raise NotJson("a text holds NUL")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise NotJson("a text holds a lone surrogate")
    elif isinstance(value, dict):
        for key, inner in value.items():
            _no_odd_text(key)
            _no_odd_text(inner)
    elif isinstance(value, list):
        for inner in value:
            _no_odd_text(inner)
