"""Templates of the pieces of a page (film, task, template, write box) and their icons."""

from __future__ import annotations

import re
from functools import cache
from itertools import count
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from jobvej.builder import words
from jobvej.builder.sent import ASSETS, sent
from jobvej.catalog.courses import DEFAULT_ICON

TEMPLATES = Path(__file__).parent / "templates"


@cache
def icon(name: str) -> Markup:
    """One of our line icons as inline SVG, hidden from screen readers: words stand beside it."""
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
    env.auto_reload = False  # else every include asks the disk whether it has changed
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


# Material's marks for kinds of advice, where an author gave no title of their own.
_ADVICE = {
    "Note": "Bemærk",
    "Warning": "Pas på",
    "Danger": "Pas på",
    "Important": "Vigtigt",
    "Example": "Eksempel",
    "Info": "Godt at vide",
    "Question": "Spørgsmål",
}
_ADVICE_TITLE = re.compile(
    rf'(<p class="admonition-title">|<summary>)({"|".join(_ADVICE)})(?=</(?:p|summary)>)'
)
_TABLE = '<div class="table" role="region" aria-label="Tabel {}" tabindex="0"><table>'
_PRE = re.compile(r'<pre class="highlight">(.*?)</pre>', re.DOTALL)


_TABS = re.compile(r'<div class="tabbed-labels">(.*?)</div>|<div class="tabbed-block">', re.DOTALL)
_LABEL = re.compile(r"<label\b[^>]*>(.*?)</label>", re.DOTALL)


def titled(html: str) -> str:
    """The cleaned text of an author with the titles that Markdown leaves out.

    Advice gets a Danish title; each tab gets its name again, for paper, where all tabs are shown.
    """
    html = _ADVICE_TITLE.sub(lambda found: found[1] + _ADVICE[found[2]], html)
    waiting: list[list[str]] = []  # the names of each set whose tabs have not all come yet

    def named(found: re.Match[str]) -> str:
        if found[1] is not None:
            waiting.append(_LABEL.findall(found[1])[::-1])
            return found[0]
        while waiting and not waiting[-1]:
            waiting.pop()
        name = waiting[-1].pop() if waiting else ""
        return f'{found[0]}<p class="tab-name">{name}</p>'

    return _TABS.sub(named, html)


def finish(html: str) -> str:
    """The cleaned text of an author with what Markdown cannot say.

    Wide tables scroll by themselves, blocks of text can be copied, advice has a Danish title.
    """
    html = titled(html)
    numbers = count(1)
    html = re.sub("<table>", lambda _: _TABLE.format(next(numbers)), html)
    html = html.replace("</table>", "</table></div>")
    return _PRE.sub(lambda found: piece("copy", words=Markup(found[1])), html)  # noqa: S704
