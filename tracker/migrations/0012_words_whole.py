"""What was taken back is told in whole words. Frozen: later changes are steps of their own."""

from __future__ import annotations

from typing import Any


def up(migrator: Any, db: Any) -> None:
    db.execute_sql('UPDATE "undone" SET "words" = \'Fortrudt: \' || "words"')
