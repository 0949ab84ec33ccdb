"""Borgere: everyone one may see by name, one plain line each, searched and narrowed."""

from typing import Any
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from jobvej.catalog.names import danish_order
from tracker.access import CONSULTANT, Page, citizens_visible_to, clubs_visible_to, covered_by
from tracker.csv_table import write_table
from tracker.openings import note_list
from tracker.people import caseload
from tracker.people.caseload import CaseloadLine, Wanted
from tracker.screen import download
from tracker.site import published

page = Page("citizens", "/job/borgere", CONSULTANT, scope="team")

OWN, COVERED, READ, TEAM = "dine", "afloeser", "laeser", "team"
ENDED, TRIAL = "slut", "proeve"
GROUPS = {
    OWN: "Dine",
    COVERED: "Du afløser for en kollega",
    READ: "Du læser med",
    TEAM: "Resten af teamet",
    ENDED: "Forløbet er slut",
    TRIAL: "Din prøveborger",
}
COLUMNS = ("navn", "reference", "opgaver", "samtale", "jobkonsulent")
TALKS = {caseload.THIS_WEEK: "i denne uge", caseload.NO_TALK: "ingen aftalt"}
SORTS = {caseload.NAME: "navn", caseload.TALK: "samtale"}


@page.get("/")
def show() -> ResponseReturnValue:
    """The list, never sorted by need or progress. The address keeps the filters."""
    large, clubs = caseload.is_large(g.me, g.today), _clubs()
    wanted, sort = read_wanted(request.args, clubs)
    groups, fits = _narrowed(wanted, sort, large)
    lines = [line for group in groups.values() for line in group]
    used = {line.template for line in lines}
    used_clubs = {club for line in lines for club in line.clubs}
    return render_template(
        "citizens.html",
        groups={name: lines for name, lines in groups.items() if lines},
        choices={name: GROUPS[name] for name, lines in groups.items() if lines or large},
        titles=GROUPS,
        wanted=wanted,
        sort=sort,
        sorts=SORTS,
        talks=TALKS,
        unused=caseload.UNUSED,
        clubs=[(club, words) for club, words in clubs.items() if large or club in used_clubs],
        plans=[(plan.id, plan.title) for plan in published().plans if large or plan.id in used],
        fits=fits,
        count=sum(1 for group in fits.values() if group != TRIAL),
        is_large=large,
        is_close=large and wanted == Wanted(),
        everyone=caseload.EVERYONE,
    )


@page.post("/borgere.csv")
def export() -> ResponseReturnValue:
    """What the list shows, as a file: no column more. Each who is in it can see that it was taken.

    A file goes where no page asks why it is opened.
    """
    wanted, sort = read_wanted(request.args, _clubs())
    groups, fits = _narrowed(wanted, sort, caseload.is_large(g.me, g.today))
    shown = [
        line
        for group, lines in groups.items()
        for line in lines
        if group != TRIAL and line.person.id in fits
    ]
    note_list(g.me, (line.person.id for line in shown), g.now)
    rows = [
        (
            line.person.display_name,
            line.person.reference,
            line.text,
            line.talk(),
            line.consultant_name,
        )
        for line in shown
    ]
    return download("borgere.csv", write_table(COLUMNS, rows))


def _narrowed(
    wanted: Wanted, sort: str, large: bool
) -> tuple[dict[str, list[CaseloadLine]], dict[UUID, str]]:
    """The lines by group, and the group of each citizen who passes the filters."""
    today = g.today
    groups = grouped(caseload.in_order(asked_lines(wanted, large), sort))
    fits = {
        line.person.id: group
        for group, lines in groups.items()
        for line in lines
        if wanted.fits(line, group, today)
    }
    return groups, fits


def asked_lines(wanted: Wanted, large: bool) -> list[CaseloadLine]:
    """One line for each citizen whom the signed-in consultant may see; the page narrows them.

    In a large team only those who may be asked for: one's own until one asks for others.
    """
    today = g.today
    if large and (wanted == Wanted() or wanted.whose not in ("", caseload.EVERYONE, TEAM, ENDED)):
        people = caseload.close_to(g.me, today)
    else:
        people = citizens_visible_to(g.me, today)
    if large:
        people = [one for one in people if wanted.names(one)]
    return caseload.caseload(people, g.now, published())


def read_wanted(args: Any, clubs: dict[str, str]) -> tuple[Wanted, str]:
    """The filters in the address; a code the page does not know filters nothing."""
    whose, talk, sort = (args.get(name, "") for name in ("hvem", "samtale", "sorter"))
    template = published().plan(args.get("forloeb", ""))
    wanted = Wanted(
        search=args.get("soeg", "")[:40],
        whose=whose if whose in (caseload.EVERYONE, *GROUPS) else "",
        template=template.id if template else "",
        talk=talk if talk in TALKS else "",
        club=club if (club := args.get("jobklub", "")) in clubs else "",
        code=caseload.UNUSED if args.get("kode") == caseload.UNUSED else "",
    )
    return wanted, sort if sort in SORTS else caseload.NAME


def _clubs() -> dict[str, str]:
    """The clubs one may see, by id, for the list to choose from."""
    rows = sorted(clubs_visible_to(g.me, g.today), key=lambda row: danish_order(row.name))
    return {str(row.id): row.name for row in rows}


def grouped(lines: list[CaseloadLine]) -> dict[str, list[CaseloadLine]]:
    """The lines by why one sees them: own first, then those of others.

    Whoever is done stands below them all until they are erased, the trial citizen last.
    """
    covered = {row.staff for row in covered_by(g.me.id, g.today)}
    groups: dict[str, list[CaseloadLine]] = {name: [] for name in GROUPS}
    for line in lines:
        groups[_group(line, covered)].append(line)
    return groups


def _group(line: CaseloadLine, covered: set[Any]) -> str:
    person = line.person
    if person.trial_of:
        return TRIAL
    if person.team != g.me.team and person.consultant not in covered:
        return READ
    if not line.facts.is_running:
        return ENDED
    if person.consultant == g.me.id:
        return OWN
    return COVERED if person.consultant in covered else TEAM
