"""Every page below the menu begins with a link to the page it lies under."""

import re
from pathlib import Path

import tracker

TEMPLATES = Path(tracker.__file__).parent / "templates"
HERE = {
    page.stem: found[1]
    for page in sorted(TEMPLATES.glob("*.html"))
    if (found := re.search(r'{% set here = "(\w+)" %}', page.read_text(encoding="utf-8")))
}
"""Each page of the menu or below it, and the entry it belongs to."""
BELOW = sorted(page for page, entry in HERE.items() if page != entry)


def test_the_pages_below_the_menu_are_found():
    assert {"open", "talk", "clubs_rule", "staff_password"} <= set(BELOW)
    assert {"today", "citizens", "clubs", "staff", "plan"}.isdisjoint(BELOW)


def test_a_page_below_the_menu_begins_with_the_way_back():
    for name in BELOW:
        before = (TEMPLATES / f"{name}.html").read_text(encoding="utf-8").partition("<h1>")[0]
        line = before.rstrip().removesuffix('<div class="head-row">').rstrip().splitlines()[-1]
        assert re.match(r'<p class="eyebrow[^>]*>(\{% if \w+ %\})?<a href=', line), (name, line)
