"""Jobklubber: one's own and those where one tells of jobs; a new one, and one put right."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from jobvej.catalog.names import danish_order
from tracker.access import CONSULTANT, Page, access, clubs_visible_to
from tracker.clock import months_after
from tracker.forms import Form
from tracker.gatherings import clubs
from tracker.gatherings.club_meetings import next_meetings
from tracker.gatherings.clubs import head_counts
from tracker.people import readers
from tracker.screen import back_to, with_form

page = Page("clubs", "/job/jobklubber", CONSULTANT, scope="team")

MONTHS = 3
"""How long a new club runs unless somebody says otherwise."""


@page.get("/")
def show() -> ResponseReturnValue:
    """Every club by name; those that have ended below."""
    visible = clubs_visible_to(g.me, g.today)
    found = sorted(visible, key=lambda club: danish_order(club.name))
    return render_template(
        "clubs.html",
        running=[club for club in found if club.until_on >= g.today],
        ended=[club for club in found if club.until_on < g.today],
        members=head_counts(club.id for club in found),
        following=next_meetings(found, g.now),
    )


def _choices() -> dict[str, Any]:
    """The choices of the form."""
    everyone, club = readers.consultants(), g.get("club")
    team = club.team if club else g.me.team
    return {
        "club": club,
        "weekdays": [(number, f"{day}e") for number, day in enumerate(clubs.WEEKDAYS)],
        "modes": clubs.MODES.items(),
        "consultants": [(row.id, row.name) for row, _ in everyone if row.team == team],
        "companies": [(row.id, words) for row, words in everyone],
    }


@page.get("/ny/")
def new() -> ResponseReturnValue:
    """The form for a new club, led by whoever opens it."""
    form = Form(
        {
            "consultant": g.me.id,
            "minutes": 60,
            "mode": "in_person",
            "from_on": g.today,
            "until_on": months_after(g.today, MONTHS),
        }
    )
    return render_template("clubs_rule.html", form=form, **_choices())


@page.post("/ny/")
@with_form("clubs_rule.html", _choices)
def make(form: Form) -> ResponseReturnValue:
    """Make the club, and go on to its members."""
    club = clubs.make_club(g.me.team, _read_rule(form), g.me.id, g.now)
    return back_to("club.show", "klub-lavet", club=club)


@page.get("/<uuid:club>/ret/")
@access(CONSULTANT, scope="club_team")
def edit(club: UUID) -> ResponseReturnValue:
    """The form, filled in with the club as it is."""
    fields = clubs.ClubRule.__dataclass_fields__
    form = Form({name: getattr(g.club, name) for name in fields} | {"clock": g.club.starts})
    return render_template("clubs_rule.html", form=form, **_choices())


@page.post("/<uuid:club>/ret/")
@access(CONSULTANT, scope="club_team")
@with_form("clubs_rule.html", _choices)
def change(form: Form, club: UUID) -> ResponseReturnValue:
    """Change the club from now on."""
    clubs.change_club(g.club, _read_rule(form), g.me.id, g.now)
    return back_to("club.show", "gemt", club=club)


def _read_rule(form: Form) -> clubs.ClubRule:
    """The rule the fields describe. Raises Refused when any of them is wrong."""
    name = form.text("name", "club_name")
    weekday = form.whole("weekday", 0, len(clubs.WEEKDAYS) - 1, "Vælg en ugedag.")
    starts = form.clock("clock")
    minutes = form.whole("minutes", clubs.SHORTEST, clubs.LONGEST, "Vælg, hvor længe I mødes.")
    mode = form.choice("mode", clubs.MODES, "Vælg, hvordan I mødes.")
    place, link = form.text("place", "place"), form.link("link")
    from_on, until_on = form.day("from_on"), form.day("until_on", "Skriv datoen, fx 1.3.2027.")
    leads = form.id("consultant", "Vælg en jobkonsulent.")
    is_named = form.value("company_consultant").strip()
    company = form.id("company_consultant", "Vælg fra listen.") if is_named else None
    form.refuse_errors()
    return clubs.ClubRule(
        name, leads, company, weekday, starts, minutes, mode, place, link, from_on, until_on
    )
