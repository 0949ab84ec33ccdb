"""Texts about a talk for the municipality's own message system: filled in, and about nobody."""

from typing import Any

from jobvej.catalog.model import Municipality
from tracker.appointments.talks import HOW, NOT_REACHED
from tracker.clock import local_date, local_time, long_date

TITLES = {"invitation": "Indkaldelse", "reminder": "Påmindelse", "not_reached": "Ikke truffet"}


def about(talk: Any, municipality: Municipality) -> dict[str, str]:
    """The texts that fit a talk, by title: before it, or when nobody answered; none once held."""
    wanted = {None: ("invitation", "reminder"), NOT_REACHED: ("not_reached",)}
    texts = {choice.code: choice.label for choice in municipality.messages}
    return {
        TITLES[code]: _fill(texts[code], talk, municipality)
        for code in wanted.get(talk.outcome, ())
    }


def _fill(text: str, talk: Any, municipality: Municipality) -> str:
    """A text with the talk's day and time; no name and no reference, which a text may not ask."""
    for place, words in (
        ("dag", long_date(local_date(talk.starts_at))),
        ("klokken", local_time(talk.starts_at)),
        ("hvordan", HOW[talk.mode]),
        ("telefon", municipality.phone),
    ):
        text = text.replace(f"{{{place}}}", words)
    return text
