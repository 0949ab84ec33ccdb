"""Du ser det samme som din jobkonsulent: the same function, the same template, the same bytes."""

import re
from datetime import timedelta
from pathlib import Path

import tracker
from tests.tracker.acts import RET, book, item
from tests.tracker.conftest import NOW, Web
from tracker.enrolment import plan_items, plans
from tracker.models import PlanItem

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
    plan_items.waive(web.cast.anna, items[3].id, "andet", web.cast.karin, NOW, published=published)
    book(web.cast.anna, web.cast.karin, NOW + timedelta(hours=1))
    mine = shared(web.anna.get(HERE).html)
    theirs = shared(web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/samtale/").html)
    assert mine == theirs
    for words in ("1 af 3 opgaver", "Anna vil gerne tale om: CV", "Uge 49", "Ikke relevant"):
        assert words in mine


def test_it_says_what_stands_where_the_consultant_changes_the_plan(web: Web):
    words = "4 opgaver på 14 dage · begyndte 23. nov. · sidste dag 3. dec."
    assert words in web.anna.get(HERE).text()
    web.opened_by_karin()
    assert (
        words.partition(" · ")[2] in web.karin.get(f"/job/borgere/{web.cast.anna}/forloeb/").text()
    )
    plans.end_plan(web.cast.anna, plans.running_plan(web.cast.anna).id, NOW)
    assert "sidste dag" not in web.anna.get(HERE).text()


def test_it_says_what_is_new_in_the_template_as_the_consultant_reads_it(web: Web):
    ret = item(web.cast.anna, RET)
    old = {PlanItem.title: "Gamle ord", PlanItem.do: "Gør det gamle."}
    PlanItem.change(old, PlanItem.id == ret)
    page = web.anna.get(HERE)
    theirs = web.opened_by_karin().get(f"/job/borgere/{web.cast.anna}/forloeb/").text()
    words = "Nye ord: Gamle ord → Ret dit CV til ét job"
    more = page.text().partition(f"{words} · ")[2].partition(".")[0]
    assert more
    assert words in theirs
    assert more in theirs
    assert "Forløbet er ændret, siden dit begyndte. Intet flytter af sig selv." in page.text()


def test_it_promises_what_the_code_keeps(web: Web):
    text = web.anna.get(HERE).text()
    assert "Et manglende flueben er ikke dokumentation for manglende rådighed." in text
    assert "Slettes 6 måneder efter, at forløbet slutter." in text


def test_the_sentence_on_missing_ticks_stands_in_one_file():
    files = [*Path(tracker.__file__).parent.rglob("*.html")]
    holding = [one.name for one in files if "dokumentation for manglende" in one.read_text()]
    assert holding == ["_talk_body.html"]
