"""The one database: opened once, written by one thread at a time."""

from __future__ import annotations

from peewee import DatabaseProxy

database = DatabaseProxy()
