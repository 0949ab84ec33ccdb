"""Anonymous counts of »Hjalp det?«. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any

from peewee import CharField, Check, CompositeKey, IntegerField, Model


class LessonFeedback(Model):
    municipality = CharField(max_length=40)
    lesson = CharField(max_length=80)
    month = CharField(max_length=7)
    answer = CharField(max_length=8)
    count = IntegerField()

    class Meta:
        legacy_table_names = False
        primary_key = CompositeKey("municipality", "lesson", "month", "answer")
        constraints = (
            Check("\"answer\" IN ('yes', 'partly', 'no')"),
            Check('"count" > 0'),
        )


def up(migrator: Any, db: Any) -> None:
    with db.bind_ctx([LessonFeedback]):
        db.create_tables([LessonFeedback])
