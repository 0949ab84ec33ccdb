"""Strict decoding of JSON into frozen dataclasses: no unknown, missing or converted value."""

import dataclasses
import math
import types
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")

_WORDS = {str: "tekst", int: "et helt tal", float: "et tal", bool: "true eller false"}


class CatalogError(Exception):
    """The catalog cannot be used; the message is one sentence in Danish."""


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a dict; raises CatalogError when a key stands twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise CatalogError(f'feltet "{twice}" står to gange.')
    return found


def decode(noun: type[Noun], value: object, where: str) -> Noun:
    """Return `value` as a `noun`, whose annotations are the schema; raises CatalogError."""
    if not isinstance(value, dict):
        raise CatalogError(f"{where} skal være en gruppe felter, men er {_shown(value)}.")
    schema: Any = noun
    wanted = _schema(schema)
    for name in value:
        if name not in wanted:
            raise CatalogError(f'{where} har et ukendt felt "{name}".')
    for name in wanted:
        if name not in value:
            raise CatalogError(f'{where} mangler feltet "{name}".')
    return noun(**{name: _value(wanted[name], value[name], f"{where}.{name}") for name in wanted})


@cache
def _schema(noun: Any) -> dict[str, Any]:
    hints = get_type_hints(noun)
    return {field.name: hints[field.name] for field in dataclasses.fields(noun)}


def _value(kind: Any, value: object, where: str) -> object:
    if get_origin(kind) is types.UnionType:
        inner = next(one for one in get_args(kind) if one is not types.NoneType)
        return None if value is None else _value(inner, value, where)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind)[0], value, where)
    if get_origin(kind) is dict:
        return _texts(value, where)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return decode(kind, value, where)
    return _scalar(kind, value, where)


def _tuple(kind: Any, value: object, where: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise CatalogError(f"{where} skal være en liste, men er {_shown(value)}.")
    return tuple(_value(kind, one, f"{where}[{i}]") for i, one in enumerate(value))


def _texts(value: object, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise CatalogError(f"{where} skal være en gruppe felter, men er {_shown(value)}.")
    return {name: str(_scalar(str, one, f"{where}.{name}")) for name, one in value.items()}


def _scalar(kind: type, value: object, where: str) -> object:
    if kind is float and type(value) is int:
        value = float(value)
    # `type is`, since to Python a bool is an int and would pass as minutes.
    if type(value) is not kind or (isinstance(value, float) and not math.isfinite(value)):
        raise CatalogError(f"{where} skal være {_WORDS[kind]}, men er {_shown(value)}.")
    return value


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
