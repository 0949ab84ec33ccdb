"""The page before a call: one frozen account of a citizen, in the same words for both sides."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jobvej.catalog.published import Published
from tracker.account.attention import attention_facts, line
from tracker.account.facts import ON_PAPER, Facts, look_up_one
from tracker.account.parts import PartCount, count_parts, plan_day
from tracker.appointments.talks import MODES
from tracker.clock import local_date, long_moment, short_date
from tracker.db import reading
from tracker.enrolment import pauses, plan_rows, plans_ahead, requests, weeks
from tracker.enrolment.standing import DoneLine, Standing, read_standing
from tracker.enrolment.weeks import Weeks
from tracker.gatherings import clubs, webinars

MOST_QUESTIONS = 3


@dataclass(frozen=True)
class TalkPreparation:
    """What a consultant reads in two minutes before a talk, and the citizen whenever they like.

    In the third person, with dates and no times; the template lays this out and adds nothing but
    what is in `known`.
    """

    known: Facts
    plans: tuple[tuple[str, str], ...]
    """Title and day of each plan that runs, since the figure counts them all, or of the last.

    `dag 7 af 10`, `uge 3 af 10`; empty where a plan shows no dates.
    """
    support_level: str
    talk_words: str
    """`I dag, tirsdag 1. december kl. 10.00 · telefon, 15 min`."""
    wish: str
    """`Amira vil gerne tale om: ansøgning`; empty without a wish."""
    wish_on: str
    since_figure: str
    """`+4 siden sidste samtale`; empty when nothing is new."""
    parts: tuple[PartCount, ...]
    """Per course, or per week where the plan repeats; none on paper."""
    waived: tuple[str, ...]
    """`Skriv ti navne (aftalt 26. nov.)`."""
    confirmed: tuple[str, ...]
    """`Skriv din profiltekst (26. nov.)`: gone through together."""
    joined: tuple[str, ...]
    """`Jobklub Lager, tirsdage kl. 10.00`, `Tilmeldt webinar: CV på en time, 14. jan.`"""
    since_heading: str
    since: tuple[DoneLine, ...]
    next_title: str
    """The open item planned first; empty when all is done, and on paper."""
    next_minutes: int
    """Its film, text and task together; 0 for an own task."""
    weeks: Weeks
    pauses: tuple[tuple[UUID, str], ...]
    """Id and `pause fra 14. dec. til 18. dec.` of those that are not over."""
    requests: tuple[tuple[UUID, str], ...]
    """Id and `vil gerne ringes op (1. dec.)` of what has not been answered."""
    ahead: tuple[str, ...]
    """`To ansøgninger om ugen (fra 7. dec.)`: the plans that follow."""
    outside: tuple[DoneLine, ...]
    facts: tuple[str, ...]
    questions: tuple[str, ...]
    line: str
    """The same citizen as one line of a list."""


def prepare_talk(citizen: UUID, as_of: datetime, published: Published) -> TalkPreparation:
    """Everything for the talk, from one snapshot of the tables. Raises NotFound."""
    with reading():
        facts = look_up_one(citizen, as_of, published)
        today, standing = facts.today, read_standing(citizen)
        written = weeks.read(citizen, facts.plan, today, facts.rests, published)
        ahead = plans_ahead.words(citizen, today, published)
        joined = clubs.lines(clubs.clubs_of(citizen, today))
        joined += webinars.lines(citizen, as_of, published)
        running = list(plan_rows.running(citizen))
    new = standing.done_since(facts.since, published)
    beyond = standing.outside(published)
    late = _late_items(standing, facts)
    attention = attention_facts(facts, late)
    since = "siden sidste samtale" if facts.last_talk else "siden forløbet begyndte"
    tasks_done = sum(1 for line in new if line.what != "film")
    after = None if facts.is_on_paper else standing.next_open
    lesson = published.lesson_of(after.task) if after and after.task else None
    questions = _questions(
        facts,
        {fact.code for fact in attention},
        newest_done=next((line.title for line in new if line.what != "film"), ""),
        overdue=late[0].title if late else "",
        next_title=after.title if after else "",
        outside=beyond[0].title if beyond else "",
        sent_this_week=written.count,
    )
    return TalkPreparation(
        known=facts,
        plans=tuple(
            (row.title, plan_day(row, standing, today, published, facts.rests))
            for row in [facts.plan, *(one for one in running if one.id != facts.plan.id)]
        ),
        support_level=_label(published.municipality.support_levels, facts.citizen.support_level),
        talk_words=_talk_words(facts),
        wish=f"{facts.first_name} vil gerne tale om: {facts.wish}" if facts.wish else "",
        wish_on=short_date(facts.wish_on) if facts.wish_on else "",
        since_figure=f"+{tasks_done} {since}" if tasks_done else "",
        parts=() if facts.is_on_paper else count_parts(standing, published),
        waived=tuple(
            f"{item.title} (aftalt {short_date(state.waived_on)})"
            for item, state in standing.items
            if state.state == "waived"
        ),
        confirmed=tuple(
            f"{item.title} ({short_date(state.confirmed_on)})"
            for item, state in standing.items
            if state.confirmed_on
        ),
        joined=joined,
        since_heading=since.capitalize(),
        since=new,
        next_title=after.title if after else "",
        next_minutes=lesson.minutes if lesson else 0,
        weeks=written,
        pauses=tuple((row.id, pauses.words(row, today)) for row in facts.pauses_left),
        requests=tuple((row.id, requests.words(row)) for row in facts.requests),
        ahead=ahead,
        outside=beyond,
        facts=tuple(fact.text for fact in attention),
        questions=questions,
        line=line(facts),
    )


def _questions(
    facts: Facts,
    attention: Collection[str],
    *,
    newest_done: str,
    overdue: str,
    next_title: str,
    outside: str,
    sent_this_week: int | None,
) -> tuple[str, ...]:
    """Spørg fx: up to three questions to the citizen, each based on a fact on the page.

    In the order that matters most to them: their wish, what was agreed, what they have done. None
    asks twice about one task, or to begin in a pause.
    `attention` are the codes of the facts that stand out.
    """
    is_asked = next_title == overdue or "pause" in attention
    agreed = facts.last_talk.agreed.rstrip(".") if facts.last_talk else ""
    questions = (
        (facts.wish, f"Du vil gerne tale om {facts.wish}. Hvor skal vi begynde?"),
        (agreed, f"Sidst aftalte vi: {agreed}. Hvordan gik det?"),
        ("missed" in attention, "Vi fik ikke fat i hinanden sidst. Passer en anden tid bedre?"),
        ("code_unused" in attention, "Fik du koden til dine opgaver? Skal vi logge på sammen nu?"),
        ("all_done" in attention, "Du har lavet alle opgaver. Hvad har hjulpet dig mest?"),
        (newest_done, f"Du har lavet »{newest_done}«. Hvad er du mest tilfreds med?"),
        ("quiet" in attention, "Hvad fylder mest for dig lige nu?"),
        (overdue, f"Er der noget, der driller ved »{overdue}«?"),
        (sent_this_week, "Du har søgt job i denne uge. Hvad lærte du af det?"),
        (outside, f"Du har også lavet »{outside}«. Hvad gav dig lyst til det?"),
        (not is_asked and next_title, f"Skal vi begynde på »{next_title}« sammen nu?"),
    )
    return tuple(words for ground, words in questions if ground)[:MOST_QUESTIONS]


def _talk_words(facts: Facts) -> str:
    """`I dag, tirsdag 1. december kl. 10.00 · telefon, 15 min`."""
    talk = facts.talk
    if talk is None:
        return ""
    when = long_moment(talk.starts_at)
    is_today = local_date(talk.starts_at) == facts.today
    when = f"I dag, {when}" if is_today else when.capitalize()
    return f"{when} · {MODES[talk.mode].lower()}, {talk.minutes} min"


def _late_items(standing: Standing, facts: Facts) -> list[Any]:
    """Open items of a plan with dates whose day has passed, by day; none on paper."""
    if not facts.shows_dates or facts.pause or facts.citizen.support_level == ON_PAPER:
        return []
    late = [
        item
        for item, state in standing.current
        if state.is_open and item.planned_on and item.planned_on < facts.today
    ]
    return sorted(late, key=lambda item: item.planned_on)


def _label(choices: Iterable[Any], code: str) -> str:
    """The municipality's words for a code, or the code itself if it is no longer on the list."""
    return next((choice.label for choice in choices if choice.code == code), code)
