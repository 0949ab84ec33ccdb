"""Spørg fx: questions for a talk, each of which follows from a fact on the same page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MOST = 3


@dataclass(frozen=True)
class Grounds:
    """The facts that questions follow from; empty where there is no such fact."""

    wish: str = ""
    agreed: str = ""
    newest_done: str = ""
    overdue: str = ""
    next_title: str = ""
    outside: str = ""
    is_code_unused: bool = False
    is_quiet: bool = False
    is_all_done: bool = False
    is_missed: bool = False
    sent_this_week: int = 0


# In the order of what matters most to the citizen: their wish, what was agreed, what they did.
QUESTIONS: tuple[tuple[Callable[[Grounds], object], str], ...] = (
    (lambda g: g.wish, "Du vil gerne tale om {wish}. Hvor skal vi begynde?"),
    (lambda g: g.agreed, "Sidst aftalte vi: {agreed}. Hvordan gik det?"),
    (lambda g: g.is_missed, "Vi fik ikke fat i hinanden sidst. Passer en anden tid bedre?"),
    (lambda g: g.is_code_unused, "Fik du koden til dine opgaver? Skal vi logge på sammen nu?"),
    (lambda g: g.is_all_done, "Du har lavet alle opgaver. Hvad har hjulpet dig mest?"),
    (lambda g: g.newest_done, "Du har lavet »{newest_done}«. Hvad er du mest tilfreds med?"),
    (lambda g: g.is_quiet, "Hvad fylder mest for dig lige nu?"),
    (lambda g: g.overdue, "Er der noget, der driller ved »{overdue}«?"),
    (lambda g: g.sent_this_week, "Du har søgt job i denne uge. Hvad lærte du af det?"),
    (lambda g: g.outside, "Du har også lavet »{outside}«. Hvad gav dig lyst til det?"),
    (lambda g: g.next_title, "Skal vi begynde på »{next_title}« sammen nu?"),
)


def ask(grounds: Grounds) -> tuple[str, ...]:
    """Up to three questions to the citizen, none of them without a fact behind it."""
    words = {field: getattr(grounds, field) for field in grounds.__dataclass_fields__}
    fitting = [text.format(**words) for holds, text in QUESTIONS if holds(grounds)]
    return tuple(fitting[:MOST])
