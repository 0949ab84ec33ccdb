"""Templates of the pieces of a page (film, task, template, write box) and their icons."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jobvej.builder import words
from jobvej.builder.sent import ASSETS, sent
from jobvej.catalog.courses import DEFAULT_ICON

TEMPLATES = Path(__file__).parent / "templates"


@cache
def icon(name: str) -> Markup:
    """A line icon as inline SVG, hidden from screen readers: there is always a text beside it."""
    source = (ASSETS / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    body = "".join(re.findall(r"<(?:path|circle|line|rect|polyline)\b[^>]*/>", source))
    body = body.replace('<path stroke="none" d="M0 0h24v24H0z" fill="none" />', "")
    return Markup(  # noqa: S704 (our own files)
        '<svg class="icon" viewBox="0 0 24 24" width="24" height="24" fill="none" '
        'stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" '
        f'aria-hidden="true" focusable="false">{body}</svg>'
    )


def icons() -> frozenset[str]:
    """The names of our line icons."""
    return frozenset(path.stem for path in (ASSETS / "icons").glob("*.svg"))


def course_icon(name: str) -> Markup:
    """The icon that an author named, or the default one if we have no such icon."""
    return icon(name if name in icons() else DEFAULT_ICON)


def dress(env: Environment) -> Environment:
    """Give a template environment our icons, words and assets; escape everything by default."""
    env.autoescape = True
    env.auto_reload = False  # otherwise every include checks its file for changes
    env.globals.update(icon=icon, course_icon=course_icon, assets=sent().address)
    for name in (
        "lessons",
        "minutes",
        "minutes_long",
        "film_length",
        "megabytes",
        "sentence",
        "dial",
        "day",
    ):
        env.filters[name] = getattr(words, name)
    env.filters["slug"] = words.slugify
    return env


@cache
def environment() -> Environment:
    """The environment of the macros' own templates."""
    return dress(
        Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
    )


def piece(template: str, **values: object) -> str:
    """One piece of a page as HTML."""
    return environment().get_template(f"pieces/{template}.html").render(values).strip()
