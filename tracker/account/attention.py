"""Til samtalen: dated facts that a talk may need, in the same words on the list and the page.

No score, no order of need and no forecast: each fact says what stands in the tables, and whoever
has done something is spoken of by that. The citizen sees the same words.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from tracker.account.facts import ON_PAPER, Facts
from tracker.clock import iso_week, local_date, short_date, start_of_day, week_start, week_words
from tracker.enrolment import pauses, repeats, requests


@dataclass(frozen=True)
class Fact:
    """One thing worth knowing before a talk; the words name the day it is about."""

    code: str
    text: str


def attention_facts(facts: Facts, late: Sequence[Any] = ()) -> tuple[Fact, ...]:
    """Til samtalen: what stands out besides the wish, what the citizen asks for first.

    `late` are items planned before today that are still open, by day; list lines leave them out.
    """
    found = [Fact(one.kind, requests.words(one)) for one in facts.requests]
    if facts.missed is not None:
        found.append(Fact("missed", f"ikke truffet {_day_of(facts.missed)}"))
    found += _rests(facts)
    is_resting = any(fact.code == "pause" for fact in found)
    if facts.is_running and facts.citizen.support_level != ON_PAPER and not is_resting:
        found += _signs_of_life(facts)
    if facts.talk is not None and facts.talk.starts_at < start_of_day(facts.today):
        found.append(Fact("not_ended", f"samtalen {_day_of(facts.talk)} er ikke afsluttet"))
    found += _over(facts)
    if facts.next_talk is None and facts.is_running:
        found.append(Fact("no_talk", "der er ikke aftalt en ny samtale"))
    if late:
        on, rest = short_date(late[0].planned_on), f" og {len(late) - 1} mere" if late[1:] else ""
        found.append(Fact("late", f"ikke lavet endnu: {late[0].title} ({on}){rest}"))
    return tuple(found)


def line(facts: Facts) -> str:
    """`12 af 19 · sidst 30. nov. · vil tale om ansøgning`: one plain line of a list."""
    if not facts.is_running:
        return f"forløbet sluttede {short_date(facts.plan.ended_on)}"
    said = {fact.code: fact.text for fact in attention_facts(facts)}
    last = f"sidst {short_date(facts.last_on)}" if facts.last_on else ""
    parts = [said.get("code_unused", "")]
    if not parts[0]:
        count = facts.figure.removesuffix(" opgaver")
        parts = [count, said.get("pause") or said.get("quiet") or last]
    if facts.wish:
        parts.append(f"vil tale om {facts.wish}")
    parts += [requests.words(one) for one in facts.requests]
    parts.append(said.get("planned_until", "").partition(":")[0])
    return " · ".join(part for part in parts if part)


def _day_of(talk: Any) -> str:
    """`30. nov.`"""
    return short_date(local_date(talk.starts_at))


def _rests(facts: Facts) -> list[Fact]:
    """Today's pause, during which nobody is missed, and the pauses ahead."""
    today = facts.today
    return [
        Fact("pause" if row.from_on <= today else "pause_ahead", pauses.words(row, today))
        for row in facts.pauses_left
    ]


def _over(facts: Facts) -> list[Fact]:
    """That a plan which repeats has had its weeks, and still runs."""
    today, weeks, start_on = facts.today, facts.total_weeks, facts.plan.start_on
    # A pause makes its last week later and never earlier, so most need no counting.
    if not (facts.is_running and weeks and today >= week_start(start_on) + timedelta(weeks=weeks)):
        return []
    last = repeats.last_week(start_on, weeks, facts.rests)
    if week_start(today) <= last:
        return []
    words = f"forløbet var planlagt til {week_words(iso_week(last))}"
    return [Fact("planned_until", f"{words}: afslut det, eller aftal et nyt")]


def _signs_of_life(facts: Facts) -> list[Fact]:
    """Whether the code was used, and when anything last happened; nothing once all is done."""
    today = facts.today
    if facts.items and facts.done == facts.items:
        last = short_date(facts.last_on or today)
        return [Fact("all_done", f"alle opgaver er lavet, den sidste {last}")]
    if facts.is_code_unused and not facts.done:
        on = facts.code.created_on
        if today - on >= timedelta(days=facts.rules.unused_code_days):
            return [Fact("code_unused", f"koden fra {short_date(on)} er ikke brugt endnu")]
    rested = [last for _, last in facts.rests if last < today]
    quiet_since = max(facts.last_on or facts.plan.start_on, facts.plan.start_on, *rested)
    if today - quiet_since >= timedelta(days=facts.rules.quiet_days):
        return [Fact("quiet", f"intet nyt siden {short_date(quiet_since)}")]
    return []
