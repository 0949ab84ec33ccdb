"""What people see: one page with its actions is one file, one template, one test."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.utils import find_modules, import_string


def pages() -> list[Blueprint]:
    """The `page` of every file here, by name; a file without one is what several pages share."""
    files = [import_string(name) for name in sorted(find_modules(__name__))]
    return [file.page for file in files if hasattr(file, "page")]
