"""How many people a lesson helped; nothing in it is about a person."""

from __future__ import annotations

from peewee import CharField, Check, IntegerField

from tracker.table import Table, known_by, one_of


class LessonFeedback(Table):
    """How often one answer was given to »Hjalp det?« under one lesson in one month."""

    lesson = CharField(max_length=80)
    month = CharField(max_length=7)
    """`2026-12`: the day would already say more than anybody needs."""
    answer = CharField(max_length=8)
    count = IntegerField()

    class Meta:
        primary_key = known_by("lesson", "month", "answer")
        constraints = (one_of("answer", "yes", "partly", "no"), Check('"count" > 0'))
