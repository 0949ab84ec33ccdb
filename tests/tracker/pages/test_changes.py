"""Hvad er ændret: everything a consultant can change stands here, with who and why."""

from datetime import date, timedelta
from uuid import UUID

from tests.tracker.acts import HELBRED, JOBLOG, PROFIL, RET, book, fill, item
from tests.tracker.conftest import NOW, Web
from tracker.appointments import diary, talks
from tracker.enrolment import own_tasks, pauses, plan_items, plans, plans_ahead, requests, weeks
from tracker.enrolment.history import changes
from tracker.enrolment.take_back import take_back, undoable
from tracker.models import PlanAhead

HERE = "/dine-opgaver/aendringer/"


def test_every_change_is_told_by_day_with_who_and_why(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    plan_items.waive(anna, item(anna, PROFIL), "andet", karin, NOW, published=published)
    plan_items.move(anna, item(anna, RET), date(2026, 12, 9), karin, NOW)
    plan_items.swap(anna, item(anna, JOBLOG), HELBRED, karin, NOW, published)
    own_tasks.add(anna, "Ring til Irma", None, NOW, published)
    pause = pauses.set_pause(anna, date(2026, 12, 14), date(2026, 12, 18), None, NOW)
    pauses.end_pause(anna, pause, karin, NOW)
    weeks.set_target(anna, "2026-W50", 3, karin, NOW)
    asked = requests.make(anna, requests.CALL_ME, None, NOW)
    requests.answer(anna, asked, karin, NOW)
    talk = book(anna, karin, NOW)
    talks.end_talk(talk, talks.HELD, "Vis dit CV", None, karin, NOW)
    plans.end_plan(anna, plans.running_plan(anna).id, NOW + timedelta(days=1), "job", karin)
    page = web.anna.get(HERE)
    assert page.h1 == "Hvad er ændret"
    for words in (
        "Ikke relevant: Skriv din profiltekst andet, aftalt i samtalen · din jobkonsulent",
        "Flyttet: Ret dit CV til ét job (før 3. dec.) din jobkonsulent",
        "Byttet: Før din joblog til Skriv, hvad du vil sige din jobkonsulent",
        "Tilføjet: Ring til Irma du",
        "Pause fra 14. dec. til 18. dec. du",
        "Pausen er slut: 14. dec. til 18. dec. din jobkonsulent",
        "Mål fra uge 50: 3 om ugen din jobkonsulent",
        "Bedt om: Ring til mig du",
        "Besvaret: Ring til mig din jobkonsulent",
        "Samtalen 1. dec. er afholdt aftalt: Vis dit CV · din jobkonsulent",
        "Forløbet er afsluttet: 4 opgaver på 14 dage i job · din jobkonsulent",
        "Forløbet er startet: 4 opgaver på 14 dage din jobkonsulent",
    ):
        assert words in page.text()
    assert [page.text(one) for one in page.all("h2")] == [
        "onsdag 2. december",
        "tirsdag 1. december",
    ]
    assert "Karin" not in page.text(), "names of staff are off"
    web.clock.now += timedelta(days=31)
    later = web.anna.get(HERE)
    assert [later.text(one) for one in later.all("h2")] == [
        "onsdag 2. december 2026",
        "tirsdag 1. december 2026",
    ]


def undo_all(web: Web, published, staff: UUID | None) -> list[str]:
    """Press every Fortryd of the day; returns what stood beside them."""
    anna, pressed = web.cast.anna, []
    while found := undoable(anna, NOW, published, is_own=staff is None):
        assert take_back(anna, found[0].kind, str(found[0].target), staff, NOW, published)
        pressed.append(found[0].what)
    return pressed


def test_what_is_taken_back_is_told_too_where_nothing_else_would(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    plans.end_plan(anna, plans.running_plan(anna).id, NOW, "job", karin)
    plans_ahead.start_in_order(
        anna, [published.plan("to-om-ugen"), published.plan("kort-vej")], NOW.date(), karin, NOW
    )
    pauses.set_pause(anna, date(2026, 12, 14), date(2026, 12, 18), karin, NOW)
    other = pauses.set_pause(anna, date(2026, 12, 1), date(2026, 12, 3), None, NOW)
    pauses.end_pause(anna, other, karin, NOW)
    weeks.set_target(anna, "2026-W50", 3, karin, NOW)
    requests.answer(anna, requests.make(anna, requests.CALL_ME, None, NOW), karin, NOW)
    talk = book(anna, karin, NOW)
    talks.end_talk(talk, talks.HELD, "Vis dit CV", None, karin, NOW)
    pressed = undo_all(web, published, karin)
    assert len(pressed) == 8
    page = web.anna.get(HERE).text()
    for words in pressed:
        assert f"Fortrudt: {words} din jobkonsulent" in page
    assert undo_all(web, published, None) == ["Pause fra 1. dec. til 3. dec."]
    assert "Fortrudt: Pause fra 1. dec. til 3. dec. du" in web.anna.get(HERE).text()


def test_what_tells_of_itself_is_told_once(web: Web, published):
    own_tasks.add(web.cast.anna, "Ring til Irma", None, NOW, published)
    assert undo_all(web, published, None) == ["Tilføjet: Ring til Irma"]
    page = web.anna.get(HERE).text()
    assert "Taget ud: Ring til Irma du" in page
    assert "Fortrudt" not in page


def test_what_was_done_to_a_task_is_taken_back_from_its_end(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    plan_items.waive(anna, item(anna, PROFIL), "andet", karin, NOW, published=published)
    plan_items.remove(anna, item(anna, PROFIL), karin, NOW, published=published)
    assert [one.kind for one in undoable(anna, NOW, published)] == ["removed"]
    pressed = undo_all(web, published, karin)
    assert [one.partition(":")[0] for one in pressed] == ["Taget ud", "Ikke relevant"]


def test_each_side_takes_back_its_own_and_no_others(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    plan_items.waive(anna, item(anna, PROFIL), "andet", karin, NOW, published=published)
    plan_items.move(anna, item(anna, RET), date(2026, 12, 9), karin, NOW)
    plan_items.swap(anna, item(anna, JOBLOG), HELBRED, karin, NOW, published)
    assert undo_all(web, published, None) == []
    own_tasks.add(anna, "Ring til Irma", None, NOW, published)
    assert len(undo_all(web, published, karin)) == 3
    assert undo_all(web, published, None) == ["Tilføjet: Ring til Irma"]


def test_a_talk_put_back_on_the_day_and_a_plan_that_does_not_follow_are_told(web: Web, published):
    anna, karin = web.cast.anna, web.opened_by_karin()
    talk = diary.next_talks([anna], NOW)[anna].id
    for act in ("aflys", "fortryd", "fortryd"):
        karin.post(f"/job/borgere/{anna}/samtaler/{talk}/{act}/")
    plans_ahead.start_in_order(anna, [published.plan("to-om-ugen")], None, web.cast.karin, NOW)
    ahead = PlanAhead.here().get().id
    for _ in range(2):
        karin.post(f"/job/borgere/{anna}/forloeb/bagefter/{ahead}/tag-ud/")
    page = web.anna.get(HERE).text()
    assert page.count("Fortrudt: Samtalen 1. dec. er aflyst din jobkonsulent") == 1
    assert page.count("Fortrudt: Valgt til bagefter: To ansøgninger om ugen") == 1


def test_nothing_of_others_stands_there(web: Web, published):
    before = changes(web.cast.anna, published)
    assert [one.kind for one in before] == ["started"]
    fill(web.cast, published, web.cast.bo)
    assert changes(web.cast.anna, published) == before
    kinds = {one.kind for one in changes(web.cast.bo, published)}
    assert {"waived", "removed", "ahead", "pause", "target", "talk", "started", ""} <= kinds
    assert "Ikke relevant: Før din joblog" in web.bo.get(HERE).text()


def test_talks_of_no_series_are_told_one_by_one(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    for days in (2, 3):
        talk = book(anna, karin, NOW + timedelta(days=days))
        talks.cancel_talk(talk, karin, NOW)
    told = [one.what for one in changes(anna, published) if one.kind == "talk"]
    assert sorted(told) == ["Samtalen 3. dec. er aflyst", "Samtalen 4. dec. er aflyst"]


def test_what_follows_a_pause_or_a_swap_is_told_too(web: Web, published):
    anna, karin = web.cast.anna, web.cast.karin
    pauses.set_pause(anna, date(2026, 12, 2), date(2026, 12, 4), karin, NOW)
    plan_items.swap(anna, item(anna, JOBLOG), HELBRED, karin, NOW, published)
    plan_items.waive(anna, item(anna, HELBRED), "andet", karin, NOW, published=published)
    told = [one.what for one in changes(anna, published)]
    for words in ("Byttet: Før din joblog til", "Ikke relevant: Skriv, hvad du vil sige"):
        assert sum(one.startswith(words) for one in told) == 1


def test_it_is_reached_from_dine_opgaver(web: Web):
    assert HERE in web.anna.get("/dine-opgaver/").html
