"""Dine opgaver, ticked and told by plain forms."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from tests.tracker.acts import book
from tests.tracker.conftest import NOW, Web
from tracker.appointments import talks
from tracker.clock import local_date
from tracker.enrolment import pauses, plan_items, plans
from tracker.models import Event, ItemState, PlanItem, WeekCount, Wish

HERE = "/dine-opgaver/"


def item_of(web: Web, title: str):
    return PlanItem.here(PlanItem.citizen == web.cast.anna, PlanItem.title == title).get()


def line(page, item) -> str:
    """One task as it reads on the page."""
    [found] = [one for one in page.all("li") if one.get("data-item") == str(item.id)]
    return page.text(found)


def test_it_greets_and_says_how_far(web: Web):
    page = web.anna.get(HERE)
    assert "Hej Anna. Du har lavet 0 af 4 opgaver i din vej i gang." in page.text()
    [bar] = page.all("progress")
    assert (bar.get("value"), bar.get("max")) == ("0", "4")


def test_the_next_talk_is_told_with_how_and_what_was_agreed(web: Web):
    anna, karin = web.cast.anna, web.cast.karin
    first = book(anna, karin, NOW + timedelta(hours=2))
    words = "Samtale i dag kl. 11.00 Vi ringer til dig. Samtalen varer 15 minutter."
    assert words in web.anna.get(HERE).text()
    assert "Haster det, så ring på 00 00 00 00" in web.anna.get(HERE).text()
    after = talks.NewTalk(NOW + timedelta(days=7), 30, talks.IN_PERSON)
    talks.end_talk(first, talks.HELD, "Vis dit CV", after, karin, NOW + timedelta(hours=3))
    web.clock.now = NOW + timedelta(hours=4)
    page = web.anna.get(HERE).text()
    assert "Samtale tirsdag 8. december kl. 09.00 Vi mødes. Samtalen varer 30 minutter." in page
    assert "Aftalt sidst (1. dec.): Vis dit CV." in page
    web.clock.now = NOW + timedelta(days=8)
    page = web.anna.get(HERE).text()
    assert "Der er ikke aftalt en samtale lige nu." in page, (
        "one nobody ended is not the citizen's worry"
    )


def test_the_link_of_a_video_talk_comes_on_its_day(web: Web):
    link, begins = "https://moede.example.dk/karin", NOW + timedelta(days=1)
    book(web.cast.anna, web.cast.karin, begins, mode=talks.VIDEO, link=link)
    before = web.anna.get(HERE)
    assert "Vi taler på video. Linket kommer her på dagen. Samtalen varer" in before.text()
    assert link not in before.html
    web.clock.now = begins
    on_the_day = web.anna.get(HERE)
    assert "Vi taler på video. Samtalen varer" in on_the_day.text()
    assert f'href="{link}"' in on_the_day.html


def test_the_next_task_opens_its_lesson(web: Web):
    page = web.anna.get(HERE)
    assert "Næste opgave · mandag 23. november Skriv CV'ets skelet" in page.text()
    [button] = [one for one in page.all("a") if page.text(one) == "Åbn opgaven"]
    assert button.get("href") == "/kurser/cv/skelet/"


def test_a_tick_counts_and_can_be_taken_back(web: Web):
    item = item_of(web, "Skriv CV'ets skelet")
    row = next(one for one in web.anna.get(HERE).all("li") if one.get("data-item") == str(item.id))
    [button] = [one for one in row.iter("button") if one.get("name")]
    said = {button.get("name"): button.get("value")}
    page = web.anna.follow(web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/", said))
    assert "Gemt." in page.text()
    assert "Du har lavet 1 af 4" in page.text()
    assert "Lavet 1. december" in line(page, item)
    assert ItemState.get(ItemState.item == item.id).revision == "4e5f6a7b"
    page = web.anna.follow(web.anna.post(f"/dine-opgaver/opgave/{item.id}/fortryd/"))
    assert "Du har lavet 0 af 4" in page.text()


def test_every_task_stands_on_the_page_once_with_its_two_forms(web: Web):
    page = web.anna.get(HERE)
    items = [one.get("data-item") for one in page.all("li") if one.get("data-item")]
    assert len(items) == len(set(items)) == 4
    for item in items:
        assert f"/dine-opgaver/opgave/{item}/gjort/" in page.forms()
        assert f"/dine-opgaver/opgave/{item}/fortryd/" in page.forms()


def test_only_the_form_that_fits_is_shown(web: Web):
    item = item_of(web, "Skriv CV'ets skelet")
    page = web.anna.follow(web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/"))
    shown = {
        form.get("action"): "hidden" not in form.attrib
        for form in page.all("form")
        if str(item.id) in form.get("action", "")
    }
    assert [shown[one] for one in sorted(shown)] == [True, False]  # fortryd, gjort


def test_this_week_stands_open_and_the_rest_is_folded(web: Web):
    page = web.anna.get(HERE)
    [week] = [one for one in page.all("section") if one.get("aria-labelledby") == "denne-uge"]
    assert "Før din joblog" in page.text(week)
    assert "Skriv CV'ets skelet" not in page.text(week)
    [rest] = [one for one in page.all("details") if one.get("class") == "rest"]
    assert "Skriv CV'ets skelet" in page.text(rest)


def test_a_duty_says_so_and_what_is_late_is_said_calmly(web: Web):
    page = web.anna.get(HERE)
    duty = "Det er også et krav. Fristen står i Min Plan på Jobnet."
    assert duty in line(page, item_of(web, "Før din joblog"))
    assert duty not in line(page, item_of(web, "Skriv CV'ets skelet"))
    late = "Ikke lavet endnu. Du kan stadig lave "
    assert page.text().count(f"{late}dem.") == 1, "once for all that stand together"
    assert f"{late}den." not in page.text()
    first = item_of(web, "Skriv CV'ets skelet").id
    web.anna.post(f"/dine-opgaver/opgave/{first}/gjort/")
    page = web.anna.get(HERE)
    assert f"{late}den." in line(page, item_of(web, "Skriv din profiltekst"))
    assert f"{late}dem." not in page.text()
    assert "!" not in page.text()


def test_in_a_pause_the_tasks_are_folded(web: Web):
    today = local_date(NOW)
    pauses.set_pause(web.cast.anna, today, today + timedelta(days=30), None, NOW)
    page = web.anna.get(HERE)
    [rest] = [one for one in page.all("details") if one.get("class") == "rest"]
    assert "Skriv CV'ets skelet" in page.text(rest)
    assert not [one for one in page.all("section") if "Skriv CV'ets skelet" in page.text(one)]


def test_a_talk_that_is_called_off_is_said_beside_the_next(web: Web):
    talk = book(web.cast.anna, web.cast.karin, NOW + timedelta(days=1))
    talks.cancel_talk(talk, web.cast.karin, NOW)
    said = "Samtalen onsdag 2. december kl. 09.00 er aflyst."
    assert said in web.anna.get(HERE).text()


def test_what_is_not_relevant_has_no_day_to_be_done_on(web: Web, published):
    item = item_of(web, "Før din joblog")
    plan_items.waive(web.cast.anna, item.id, "andet", web.cast.karin, NOW, published=published)
    told = line(web.anna.get(HERE), item_of(web, "Før din joblog"))
    assert "Ikke relevant. Aftalt 1. dec." in told
    assert "1. december" not in told and " min" not in told and "krav" not in told


def test_what_was_done_before_may_still_hold(web: Web, published):
    item = item_of(web, "Skriv CV'ets skelet")
    web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/")
    web.clock.now = later = NOW + timedelta(minutes=1)
    again = plan_items.add(
        web.cast.anna, task="cv.skelet.opgave", planned_on=None, staff=web.cast.karin,
        now=later, published=published,
    )  # fmt: skip
    page = web.anna.get(HERE)
    told = line(page, PlanItem.here(PlanItem.id == again).get())
    assert "lavet før, 1. dec." in told
    assert "Det gælder stadig" in told
    assert "Jeg har gjort det" not in told


def test_the_same_task_of_several_weeks_is_told_apart_where_buttons_are_read_alone(
    web: Web, published
):
    anna = web.cast.anna
    plans.end_plan(anna, plans.running_plan(anna).id, NOW)
    plans.enrol(anna, published.plan("to-om-ugen"), local_date(NOW), NOW)
    for week in (1, 2):
        web.clock.now = NOW + timedelta(weeks=week)
        plans.begin_weeks(web.clock.now, published)
    page = web.anna.get(HERE)
    shown = [form for form in page.all("form") if "hidden" not in form.attrib]
    ticks = [page.text(form) for form in shown if form.get("action").endswith("/gjort/")]
    task = "Jeg har gjort det : Før din joblog"
    assert ticks == [task, f"{task}, uge 50", f"{task}, uge 49"]
    assert {"Uge 50", "Uge 49"} <= {page.text(one) for one in page.all("h2")}, "tasks are h3"


def test_a_task_of_our_own_words_has_no_link(web: Web, published):
    plan_items.add(
        web.cast.anna, title="Ring til to firmaer", planned_on=None, staff=web.cast.karin,
        now=NOW, published=published,
    )  # fmt: skip
    page = web.anna.get(HERE)
    assert "Ring til to firmaer" not in [page.text(link) for link in page.all("a")]
    assert "Ring til to firmaer" in page.text()


def test_a_task_agreed_not_relevant_can_be_neither_ticked_nor_counted(web: Web, published):
    item = item_of(web, "Før din joblog")
    plan_items.waive(web.cast.anna, item.id, "andet", web.cast.karin, NOW, published=published)
    page = web.anna.get(HERE)
    assert "0 af 3" in page.text()
    assert "Ikke relevant. Aftalt 1. dec." in line(page, item)
    assert not [one for one in page.forms() if str(item.id) in one]


@pytest.mark.parametrize("number", ["0", "3"])
def test_the_weeks_number_is_one_press(web: Web, number):
    page = web.anna.follow(web.anna.post("/dine-opgaver/uge/2026-W49/", {"count": number}))
    pressed = [one.get("value") for one in page.all("button") if one.get("aria-pressed") == "true"]
    assert pressed == [number]
    assert WeekCount.get().count == int(number)


def test_more_than_three_are_chosen_from_a_list(web: Web):
    page = web.anna.follow(web.anna.post("/dine-opgaver/uge/2026-W49/", {"flere": "12"}))
    [chosen] = [one for one in page.all("option") if "selected" in one.attrib]
    assert chosen.get("value") == "12"
    assert not [one for one in page.all("button") if one.get("aria-pressed") == "true"]


def test_a_number_button_wins_over_the_list_beside_it(web: Web):
    web.anna.post("/dine-opgaver/uge/2026-W49/", {"count": "2", "flere": "12"})
    assert WeekCount.get().count == 2


@pytest.mark.parametrize(
    ("week", "count"),
    [("2026-W49", "21"), ("2026-W49", "-1"), ("2026-W49", ""), ("2026-W49", "²"),
     ("2026-W49", "1.0"), ("2026-W50", "1"), ("2026-W99", "1"), ("nu", "1"), ("2024-W01", "1")],
)  # fmt: skip
def test_a_week_or_number_that_cannot_be_is_refused(web: Web, week, count):
    assert web.anna.post(f"/dine-opgaver/uge/{week}/", {"count": count}).status == 400
    assert WeekCount.select().count() == 0


def test_the_wish_is_chosen_changed_and_taken_back(web: Web):
    for topic in ("cv", "ansoegning", ""):
        page = web.anna.follow(web.anna.post("/dine-opgaver/oenske/", {"topic": topic}))
        assert f'data-chosen="{topic}"' in page.part("data-wish")
        assert Wish.get().topic == (topic or None)


def test_a_wish_outside_the_list_is_refused(web: Web):
    assert web.anna.post("/dine-opgaver/oenske/", {"topic": "penge"}).status == 400


def test_nobody_ticks_what_is_not_theirs_or_not_there(web: Web):
    item = item_of(web, "Skriv CV'ets skelet")
    for path in (item.id, uuid4()):
        for act in ("gjort", "fortryd"):
            assert web.bo.post(f"/dine-opgaver/opgave/{path}/{act}/").status == 404
    assert Event.select().count() == 0


def test_the_device_learns_who_and_where_the_store_stands(web: Web):
    main = web.anna.get(HERE).part("data-person")
    assert f'data-person="{web.cast.anna}"' in main
    assert 'data-seq="0"' in main
    assert re.search(r'data-epoch="[0-9a-f]{32}"', main)


def test_all_done_is_praised_as_an_act(web: Web):
    for item in PlanItem.here(PlanItem.citizen == web.cast.anna):
        web.anna.post(f"/dine-opgaver/opgave/{item.id}/gjort/")
    text = web.anna.get(HERE).text()
    assert "Sådan. Så er de klaret." in text
    assert "Næste opgave" not in text


def test_when_the_plan_has_ended_the_page_says_what_comes(web: Web):
    plan = plans.running_plan(web.cast.anna)
    web.anna.post(f"/dine-opgaver/opgave/{item_of(web, 'Før din joblog').id}/gjort/")
    plans.end_plan(web.cast.anna, plan.id, NOW)
    text = web.anna.get(HERE).text()
    assert "Dit forløb sluttede 1. december. Tal med din jobkonsulent" in text
    assert "Det har du lavet 1. dec. Før din joblog" in text
    assert "Skriv CV'ets skelet" not in text, "what was not done is not held against anybody"
    assert "Ansøgninger i denne uge" not in text


def test_the_weeks_before_stand_as_bars(web: Web):
    for week, count in (("2026-W47", "3"), ("2026-W48", "1")):
        web.anna.post(f"/dine-opgaver/uge/{week}/", {"count": count})
    text = web.anna.get(HERE).text()
    assert "Ugerne før 3 uge 47 1 uge 48" in text
