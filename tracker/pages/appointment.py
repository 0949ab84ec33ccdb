"""When and how to talk: the four fields that today's page and the end of a talk share."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.clock import local_moment
from tracker.errors import Refused
from tracker.forms import Form
from tracker.talks import LONGEST, MODES, SHORTEST, NewTalk

MINUTES = (15, 30, 45, 60)
FIELDS = ("day", "clock", "minutes", "mode")


def read_appointment(form: Form) -> NewTalk | None:
    """The talk that the fields say; None, with a sentence per field, when one is wrong."""
    day = form.day("day", "Skriv datoen, fx 1.12.2026.")
    clock = form.clock("clock", "Skriv klokkeslættet, fx 10.00.")
    minutes = form.whole(
        "minutes", SHORTEST, LONGEST, f"Vælg mellem {SHORTEST} og {LONGEST} minutter."
    )
    mode = form.choice("mode", MODES, "Vælg, hvordan I taler sammen.")
    if day is None or clock is None or any(field in form.errors for field in FIELDS):
        return None
    return NewTalk(local_moment(day, clock.hour, clock.minute), minutes, mode)


def note_refusal(form: Form, refusal: Refused, names: Mapping[str, str]) -> None:
    """Put the rule's sentences beside the fields they are about."""
    for field, sentence in refusal.errors.items():
        form.errors.setdefault(names.get(field, field), sentence)
