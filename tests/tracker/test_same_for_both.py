"""Du ser det samme: whatever staff can reach about Anna stands on a page of her own.

Two lives with everything in them, and nothing of the one in the other: Anna's, and Dan's in the
other team. What Karin's pages say and Lars's do not is about Anna, so Anna must be able to read it.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from jobvej.catalog import Published
from tests.tracker.acts import rows_of
from tests.tracker.conftest import NOW, Web
from tests.tracker.lives import Life, meeting_of, two_lives
from tests.tracker.test_access import ROWS
from tests.visit import OWN_PAGE, Page, Visitor
from tracker import access
from tracker.appointments import calendars, diary
from tracker.clock import short_date
from tracker.models import Club


def address(route: str, one: Life, token: str) -> str:
    """A route with what is this person's in its places."""
    club = Club.here(Club.consultant == one.by).get().id
    talk = diary.next_talks([one.citizen], NOW)[one.citizen].id
    parts = {"<uuid:citizen>": one.citizen, "<uuid:club>": club, "<day>": meeting_of(one),
             "<uuid:talk>": talk, "<token>": token}  # fmt: skip
    for part, value in parts.items():
        route = route.replace(part, str(value))
    assert "<" not in route, f"say here what stands in {route}"
    return route


def reachable(role: str, *scopes: str) -> list[str]:
    """The routes that a role may fetch, by the reviewed list."""
    return [
        row["route"]
        for row in ROWS
        if row["method"] == "GET" and role in row["roles"].split(",") and row["scope"] in scopes
    ]


def said(visitor: Visitor, paths: list[str], method: str = "GET") -> set[str]:
    """Everything that these addresses say, in pieces as they are read."""
    found: set[str] = set()
    for path in paths:
        answer = visitor.client.open(path, method=method, headers=OWN_PAGE, follow_redirects=True)
        assert answer.status_code == 200, path
        found |= {neutral(one) for one in pieces(answer)}
    return found - {""}


def pieces(answer: Any) -> Iterator[str]:
    """One answer in pieces: a line, a cell, a value; parted where the pages part them."""
    text = answer.get_data(as_text=True)
    if answer.mimetype == "text/html":
        lines = blocks(Page(answer).root)
    elif answer.mimetype == "text/csv":
        lines = (cell for row in csv.reader(io.StringIO(text), delimiter=";") for cell in row)
    elif answer.mimetype == "application/json":
        lines = values(json.loads(text))
    else:
        lines = iter(text.splitlines())
    for line in lines:
        line = line.replace("\N{NO-BREAK SPACE}", " ").replace("\N{WORD JOINER}", "")
        yield from re.split(r" · |; |\n", line)


def blocks(root: Any) -> Iterator[str]:
    """The text of each block of a page, and what its attributes tell a script or a reader."""
    inline, line = ("a", "span", "strong"), ""
    for moment, element in walk(root.find("body")):
        if element.tag not in inline:
            yield line
            line = ""
        if moment == "begin":
            told = ("value", "title", "aria-label", "datetime")
            yield from (v for n, v in element.attrib.items() if n in told or n.startswith("data-"))
        line += (element.text if moment == "begin" else element.tail) or ""
    yield line


def walk(element: Any) -> Iterator[tuple[str, Any]]:
    """Each element as it begins and as it ends; scripts and comments say nothing."""
    yield "begin", element
    for child in element:
        if isinstance(child.tag, str) and child.tag != "script":
            yield from walk(child)
    yield "end", element


def values(data: Any) -> Iterator[str]:
    """Every value of a JSON answer."""
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from values(one)
    else:
        yield str(data)


UNTOLD = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}|\b(karin|lars|kim)\b")
"""Ids say nothing, and names of staff are shown to citizens only where the municipality says so."""
PEOPLE = re.compile(r"\b(anna|dan)\b( [kø]\.)?")


ISO = re.compile(r"\d{4}-\d\d-\d\d")
DAY = re.compile(r"(?:\b[a-zø]+dag )?\b(\d+\. )(nov|dec)[a-z.]*(?: \d{4})?")


def neutral(piece: str) -> str:
    """A piece in small letters, without the people's names, each day written in one way."""
    words = UNTOLD.sub("", PEOPLE.sub("hun", piece.casefold()))
    words = ISO.sub(lambda day: short_date(date.fromisoformat(day[0])), words)
    return DAY.sub(r"\1\2", " ".join(words.split())).rstrip(".")


ON_HER_SIDE = (
    (r"vil tale om (.*)", r"hun vil gerne tale om: \1"),
    (r"sidst (.*)", r"sidst: \1"),
    (r"hun (?:ref\. )?(2026-1)", r"reference: \1"),
    (r"(?:indkaldelse|påmindelse): .*? (\d+\. dec kl\. [\d.]+\d).*", r"aftalt samtale: \1"),
    (r"aftalt nu: (.*)", r"aftalt samtale: \1"),
    (r"ikke relevant: (.*) \(1\. dec\)", r"\1"),
    (r"byt til en anden opgave end (.*)", r"\1"),
    (r"hun kan logge på med mitid\. det har været sådan siden (.*)", r"det har du kunnet siden \1"),
    (r"(team nord)\. alle jobkonsulenter i teamet kan åbne siden.*", r"din jobkonsulent i \1"),
    (r"(team vest) (21\. dec).*", r"fra \2 er din jobkonsulent en jobkonsulent i \1"),
    (r"(?:ret |aflys )?mødet (.*)", r"\1"),
    (r"næste møde (.*)", r"næste møde er \1"),
    (r"(\d\d)[.:](\d\d)", r"kl. \1.\2"),
    (r"(onsdage kl\. [\d.]+), 60 minutter, til .*", r"i mødes \1"),
    (r"(?:ret |summary:)(jobklub .*)", r"\1"),
    (r"vises til og med (.*)", r"står her til \1"),
)
"""What staff read in other words than she does; each says where the same stands on her side."""


def is_told(piece: str, hers: set[str], others: set[str]) -> bool:
    """Whether a piece about Anna is read by her, or is no more than what stands about anybody.

    One word or figure must be a piece of its own on her side; more may stand within a sentence.
    """
    if piece in others or stands(piece, hers):
        return True
    head, colon, tail = piece.partition(": ")
    if colon and head in {one.partition(": ")[0] for one in others} and is_told(tail, hers, others):
        return True
    return any(
        stands(re.sub(theirs, own, piece), hers)
        for theirs, own in ON_HER_SIDE
        if re.fullmatch(theirs, piece)
    )


def stands(piece: str, hers: set[str]) -> bool:
    """Whether these very words stand on her side."""
    whole = rf"(?<!\w){re.escape(piece)}(?!\w)"
    return piece in hers or (" " in piece and any(re.search(whole, one) for one in hers))


STAFF_SCOPES = (
    *("team", "citizen", "page", "changes", "responsible", "own_team"),
    *("club", "club_team", "own", "calendar"),
)
ASKED = ("?soeg=2026-1", "?samtale=uge&sorter=samtale", "?kode=ikke-brugt")


def as_staff(web: Web, one: Life) -> set[str]:
    """All that the consultant can reach about anybody, before and after saying why."""
    visitor = web.signed_in(one.by, "consultant")
    token = calendars.give(one.by, access.CONSULTANT, NOW)
    why = address("/job/borgere/<uuid:citizen>/aabn/", one, token)
    found = said(visitor, [why])
    visitor.client.post(why, data={"formaal": "talk"}, headers=OWN_PAGE)
    routes = [*reachable("consultant", *STAFF_SCOPES), "/kalender/<token>.ics"]
    paths = [address(route, one, token) for route in routes]
    paths += [f"/job/borgere/{asked}" for asked in ASKED]
    files = [f"/job/borgere/borgere.csv{asked}" for asked in ("", *ASKED)]
    return found | said(visitor, paths) | said(visitor, files, method="POST")


def as_citizen(web: Web, one: Life) -> set[str]:
    """All that is theirs to read."""
    token = calendars.give(one.citizen, access.CITIZEN, NOW)
    routes = [*reachable("citizen", "own"), "/kalender/<token>.ics"]
    visitor = web.signed_in(one.citizen, "citizen")
    return said(visitor, [address(route, one, token) for route in routes])


def test_whatever_staff_can_reach_about_anna_stands_on_a_page_of_hers(
    web: Web, published: Published
) -> None:
    anna, dan = two_lives(web.cast, published)
    theirs, others = as_staff(web, anna), as_staff(web, dan)
    hers = as_citizen(web, anna)
    empty = [table for table, count in rows_of(anna.citizen).items() if not count]
    assert not empty, "her life has something in every table"
    untold = sorted(piece for piece in theirs if not is_told(piece, hers, others))
    assert not untold, "\n".join(untold)


def test_nothing_of_one_life_stands_on_a_page_of_the_other(web: Web, published: Published) -> None:
    titles = {plan.id: plan.title.casefold() for plan in published.plans}

    def own(one: Life) -> tuple[str, ...]:
        weekly = (f"{one.number} om ugen", f"{2 * one.number} om ugen")
        return (one.words, *weekly, f"bagefter: {titles[one.follows]}")

    anna, dan = two_lives(web.cast, published)
    for one, other in ((anna, dan), (dan, anna)):
        theirs = as_citizen(web, one)
        assert all(any(said in piece for piece in theirs) for said in own(one))
        assert [piece for piece in theirs for said in own(other) if said in piece] == []
