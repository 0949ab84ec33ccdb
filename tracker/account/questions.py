"""Spørg fx: questions for a talk, each based on a fact on the same page."""

from __future__ import annotations

from collections.abc import Collection

from tracker.account.facts import Facts

MOST = 3


def ask(
    facts: Facts,
    attention: Collection[str],
    *,
    newest_done: str,
    overdue: str,
    next_title: str,
    outside: str,
    sent_this_week: int | None,
) -> tuple[str, ...]:
    """Up to three questions to the citizen, each based on a fact.

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
    return tuple(words for ground, words in questions if ground)[:MOST]
