"""Du ser det samme som din jobkonsulent: the same function, the same template, the same bytes."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import tracker
from tests.tracker.conftest import NOW, Web
from tracker import plans, talks
from tracker.caseload import caseload
from tracker.models import Citizen, PlanItem

HERE = "/dine-opgaver/det-ser-din-jobkonsulent/"


def shared(html: str) -> str:
    found = re.findall(r"<section[^>]*\bdata-shared\b.*?</section>", html, re.DOTALL)
    assert len(found) == 1
    return found[0]


def test_it_is_byte_for_byte_what_the_consultant_sees(web: Web, published):
    items = list(PlanItem.here(PlanItem.citizen == web.cast.anna).order_by(PlanItem.position))
    web.anna.post(f"/dine-opgaver/opgave/{items[0].id}/gjort/")
    web.anna.post("/dine-opgaver/oenske/", {"topic": "cv"})
    web.anna.post("/dine-opgaver/uge/2026-W49/", {"count": "1"})
    plans.waive(web.cast.anna, items[3].id, "andet", web.cast.karin, NOW, published=published)
    talks.make_talk(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1), 15, "phone", NOW)
    mine = shared(web.anna.get(HERE).html)
    theirs = shared(web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").html)
    assert mine == theirs
    for words in ("1 af 3 opgaver", "Anna vil gerne tale om: CV", "uge 49", "Ikke relevant"):
        assert words in mine


def test_all_the_consultant_reads_about_anna_stands_on_annas_pages(web: Web, published):
    """List, day and page of the consultant hold no word about Anna that Anna does not see."""
    talks.make_talk(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1), 15, "phone", NOW)
    web.anna.post("/dine-opgaver/oenske/", {"topic": "cv"})
    mine = " ".join(
        web.anna.get(path).text()
        for path in (HERE, "/dine-opgaver/", "/dine-opgaver/hvem-har-aabnet/")
    )
    [line] = caseload(Citizen.here(Citizen.team == web.cast.nord), NOW, published)
    listed = web.karin.get("/job/borgere/").text()
    for part in (line.name, line.reference, line.talk, *line.text.split(" · ")):
        assert part in listed
        assert part.replace("vil tale om", "vil gerne tale om:").removeprefix("sidst ") in mine


def test_it_promises_what_the_code_keeps(web: Web):
    text = web.anna.get(HERE).text()
    assert "Et manglende flueben er ikke dokumentation for manglende rådighed." in text
    assert "Slettes 6 måneder efter, at forløbet slutter." in text


def test_the_sentence_on_missing_ticks_stands_in_one_file():
    files = [*Path(tracker.__file__).parent.rglob("*.html")]
    holding = [one.name for one in files if "dokumentation for manglende" in one.read_text()]
    assert holding == ["_talk_body.html"]
