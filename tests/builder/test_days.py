"""What a new day changes: a webinar that is over, and a rule of the law that has run out."""

import gzip
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from jobvej.builder.run import make_site
from jobvej.builder.site import build_site
from tests.builder.html import Page, check
from tests.builder.tree import Tree, page
from tests.catalog.test_webinars import WEBINAR

DEADLINE = """  - id: {id}
    title: CV på Jobnet
    value: 2 uger
    text: Din a-kasse godkender dit CV.
    source: https://www.borger.dk/ledig
    source_name: borger.dk
    checked_on: 2026-11-27
    valid_until: {until}
"""
NONE = "Lige nu er der ingen frister"


def deadlines(*untils: str) -> str:
    rows = [DEADLINE.format(id=f"frist-{n}", until=until) for n, until in enumerate(untils)]
    return "frister:\n" + "".join(rows)


def built(tree: Tree, today: date) -> Path:
    www = tree.root / f"www-{today}"
    assert make_site(tree.root, www, tree.root / "films", today=today).problems == ()
    return www


def shown(page: Page, words: str) -> bool:
    """Whether the nearest part with these words may be seen."""
    found: list[Any] = [one for one in page.root.iter() if words in page.text(one)]
    assert found, words
    return not any("hidden" in one.attrib for one in found)


@pytest.mark.parametrize(
    ("today", "is_over"), [(date(2027, 1, 14), False), (date(2027, 1, 15), True)]
)
def test_nobody_is_asked_to_a_webinar_that_is_over(tree: Tree, today: date, is_over: bool) -> None:
    tree.append("courses/ids.txt", "webinar.cv\nwebinar.cv.video\n")
    tree.write("content/webinarer/cv.md", WEBINAR)
    www = built(tree, today)
    one, listed = Page(www / "webinarer/cv/index.html"), Page(www / "webinarer/index.html")
    check(one)
    assert shown(one, "Log på med din kode") is not is_over
    assert shown(one, "Webinaret er holdt") is is_over
    assert shown(listed, "· er holdt") is is_over
    for each in (one, listed):
        assert [x.get("data-after") for x in each.with_("data-after")] == ["2027-01-14"]


def test_a_rule_says_its_last_day_to_a_page_that_is_not_built_again(tree: Tree) -> None:
    tree.write("content/frister.md", page("Frister", "{{ frister() }}"))
    tree.write("content/data/frister.yml", deadlines("2026-12-31", "2027-06-30"))
    found = Page(built(tree, date(2026, 12, 31)) / "frister/index.html")
    check(found)
    rules = [one.get("data-until") for one in found.with_("data-until")]
    assert rules == ["2026-12-31", "2027-06-30"]
    assert not shown(found, NONE)
    assert [one.get("data-after") for one in found.with_("data-after")] == ["2027-06-30"]
    # And a page that is built again does not have it at all.
    later = Page(built(tree, date(2027, 1, 1)) / "frister/index.html")
    assert [one.get("data-until") for one in later.with_("data-until")] == ["2027-06-30"]
    without_any = Page(built(tree, date(2027, 7, 1)) / "frister/index.html")
    assert shown(without_any, NONE)
    assert NONE in without_any.text(without_any.root)


def test_a_rule_without_a_last_day_is_never_followed_by_the_word_that_there_is_none(
    tree: Tree,
) -> None:
    tree.write("content/frister.md", page("Frister", "{{ frister() }}"))
    tree.write("content/data/frister.yml", deadlines("2026-12-31", ""))
    assert not Page(built(tree, date(2026, 12, 1)) / "frister/index.html").with_("data-after")


def test_a_search_keeps_no_rule_alive_past_its_last_day(tree: Tree) -> None:
    tree.write("content/frister.md", page("Frister", "{{ frister() }}"))
    tree.write("content/data/frister.yml", deadlines("2026-12-31"))
    now = datetime(2026, 12, 31, 8, tzinfo=UTC)
    fragments = build_site(tree.root, tree.root / "build", now).folder / "www/soeg/indeks/fragment"
    found = " ".join(
        gzip.decompress(file.read_bytes()).decode("utf-8") for file in fragments.iterdir()
    )
    assert "CV på Jobnet" in found
    assert "Din a-kasse godkender dit CV." not in found
    assert NONE not in found, "nor that there is none, while there is one"
