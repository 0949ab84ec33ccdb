"""Who may read about a citizen beside their consultant's team: readers, and who covers for whom."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from jobvej.catalog.names import danish_order
from tracker.access import CONSULTANT, ROLE_WORDS
from tracker.clock import LONGEST_AHEAD, full_date, short_date
from tracker.db import writing
from tracker.enrolment import undone
from tracker.errors import Refused
from tracker.models import Absence, Citizen, Handover, Reader, Staff, Team
from tracker.people.staff import active_consultant, consultants_here


def consultants() -> list[tuple[Any, str]]:
    """Everyone who can have citizens, each with `Karin · Team Nord`, by team and name."""
    teams = {row.id: row.name for row in Team.here()}
    rows = consultants_here()
    by_team = sorted(rows, key=lambda row: (danish_order(teams[row.team]), danish_order(row.name)))
    return [(row, f"{row.name} · {teams[row.team]}") for row in by_team]


def add_reader(citizen: UUID, staff: UUID, by: UUID, today: date) -> None:
    """Let one more consultant read about a citizen.

    Raises Refused when there is nothing to give: the team can read already, and a trial citizen
    belongs to its maker alone.
    """
    person = Citizen.here(Citizen.id == citizen).get()
    reader = active_consultant(staff)
    if reader is None or person.trial_of is not None:
        raise Refused({"reader": "Vælg en jobkonsulent fra listen."})
    if reader.team == person.team:
        raise Refused({"reader": f"{reader.name} er i borgerens team og kan se siden i forvejen."})
    with writing():
        if Reader.here(Reader.citizen == citizen, Reader.staff == reader.id).exists():
            raise Refused({"reader": f"{reader.name} læser allerede med."})
        Reader.create(citizen=citizen, staff=reader.id, since_on=today, given_by=by)


def remove_reader(citizen: UUID, staff: UUID, by: UUID, now: datetime) -> None:
    """Take the right to read back; what was opened meanwhile stays in the citizen's list."""
    with writing():
        if not Reader.here(Reader.citizen == citizen, Reader.staff == staff).exists():
            return
        Reader.drop(Reader.citizen == citizen, Reader.staff == staff)
        undone.keep(citizen, f"{_role_of(staff)} læser med", by, now)


def _role_of(staff: UUID) -> str:
    """`En jobkonsulent i Team Syd`, as the citizen knows a reader."""
    reader = Staff.here(Staff.id == staff).get()
    team = Team.here(Team.id == reader.team).get_or_none()
    return f"En {ROLE_WORDS[CONSULTANT]} i {team.name}" if team else f"En {ROLE_WORDS[CONSULTANT]}"


def readers_of(citizen: Any) -> list[Any]:
    """Who reads along, longest first; whoever became the responsible consultant is left out."""
    rows = Reader.here(Reader.citizen == citizen.id, Reader.staff != citizen.consultant)
    return list(rows.order_by(Reader.since_on, Reader.staff))


def set_absence(
    staff: UUID, cover: UUID, from_on: date, until_on: date, by: UUID, today: date
) -> UUID:
    """Let one consultant cover for another on these days. Raises Refused, a sentence per field.

    Nobody covers while they are away themselves: then nobody would answer. An earlier cover gives
    way on these days.
    """
    errors = {}
    if active_consultant(staff) is None:
        errors["staff"] = "Vælg, hvem der er væk."
    if active_consultant(cover) is None or cover == staff:
        errors["cover"] = "Vælg en anden jobkonsulent, der afløser."
    if from_on < today:
        errors["from_on"] = "Dagen er gået. Vælg i dag eller en dag, der kommer."
    if until_on < from_on:
        errors["until_on"] = "Sidste dag ligger før første dag. Ret en af dem."
    elif until_on - from_on > LONGEST_AHEAD or from_on - today > LONGEST_AHEAD:
        errors["until_on"] = "Det er mere end et år. Vælg en kortere tid."
    if errors:
        raise Refused(errors)
    with writing():
        _refuse_clash(staff, cover, from_on, until_on)
        _make_room(staff, from_on, until_on)
        return Absence.create(
            staff=staff,
            cover=cover,
            from_on=from_on,
            until_on=until_on,
            set_by=by,
            set_on=today,
        ).id


def _refuse_clash(staff: UUID, cover: UUID, from_on: date, until_on: date) -> None:
    """Raise Refused where one of the two is away, or covers for somebody, on one of these days."""
    names = {row.id: row.name for row in Staff.here()}
    for row in Absence.here(_on(from_on, until_on)).order_by(Absence.from_on, Absence.id):
        away, instead = names[row.staff], names[row.cover]
        first, last = short_date(row.from_on), short_date(row.until_on)
        span = f"Den {first}" if first == last else f"Fra {first} til {last}"
        if row.staff == cover:
            words = f"{span} er {away} selv væk ({instead} afløser). Vælg en anden afløser."
            raise Refused({"cover": words})
        if row.cover == staff:
            words = f"{span} afløser {instead} for {away}. Giv først {away} en anden afløser."
            raise Refused({"staff": words})


def _on(from_on: date, until_on: date) -> Any:
    return (Absence.from_on <= until_on) & (Absence.until_on >= from_on)


def _make_room(staff: UUID, from_on: date, until_on: date) -> None:
    """Cut these days out of earlier covers, and keep what comes before and after them."""
    day = timedelta(days=1)
    for row in Absence.here(Absence.staff == staff, _on(from_on, until_on)):
        Absence.drop(Absence.id == row.id)
        for first, last in ((row.from_on, from_on - day), (until_on + day, row.until_on)):
            if first <= last:
                kept = {"cover": row.cover, "set_by": row.set_by, "set_on": row.set_on}
                Absence.create(staff=staff, from_on=first, until_on=last, **kept)


def end_absence(absence: UUID, today: date) -> None:
    """End the cover at once; days that are over stay, since the citizen may read about them."""
    with writing():
        Absence.drop(Absence.id == absence, Absence.from_on >= today)
        Absence.change(
            {Absence.until_on: today - timedelta(days=1)},
            Absence.id == absence,
            Absence.until_on >= today,
        )


def absences(team: UUID, today: date) -> list[Any]:
    """Who of a team is away or covers, today and later, by day."""
    members = Staff.here(Staff.team == team).select(Staff.id)
    return list(
        Absence.here(
            Absence.until_on >= today,
            Absence.staff.in_(members) | Absence.cover.in_(members),
        ).order_by(Absence.from_on, Absence.id)
    )


def who_may_read(citizen: Any, today: date, *, with_names: bool) -> list[str]:
    """Hvem kan se din side: each with team and days, in words; names only where they are shown."""
    if citizen.trial_of is not None:
        return ["Kun dig, der har lavet prøveborgeren."]
    people, teams = {row.id: row for row in Staff.here()}, {row.id: row.name for row in Team.here()}

    def someone(staff: UUID) -> str:
        row = people.get(staff)
        team = f" i {teams[row.team]}" if row and row.team in teams else ""
        words = f"{ROLE_WORDS[CONSULTANT]}{team}"
        return f"{row.name}, {words}" if row and with_names else f"en {words}"

    own = someone(citizen.consultant)
    lines = [
        f"Din jobkonsulent: {own}" if with_names else own.replace("en ", "Din ", 1),
        f"De andre jobkonsulenter i {teams.get(citizen.team, 'teamet')}",
    ]
    for row in readers_of(citizen):
        lines.append(f"{someone(row.staff)}, der læser med, siden {full_date(row.since_on)}")
    for row in Absence.here(
        Absence.staff == citizen.consultant, Absence.until_on >= today
    ).order_by(Absence.from_on):
        days = f"{short_date(row.from_on)} til {short_date(row.until_on)}"
        lines.append(f"{someone(row.cover)}, der afløser din jobkonsulent, {days}")
    for row in Handover.here(
        Handover.citizen == citizen.id, Handover.done_on.is_null(), Handover.cancelled_on.is_null()
    ):
        lines.append(f"Fra {short_date(row.on_date)} er din jobkonsulent {someone(row.to_staff)}")
    return [f"{words[0].upper()}{words[1:]}" for words in lines]
