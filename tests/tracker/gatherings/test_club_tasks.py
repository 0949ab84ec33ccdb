"""Tasks that a club has in common: in each plan, out again, and counted without telling who."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import FILM, HELBRED, RET, SKELET, done, event, item, moment, send
from tests.tracker.clubs import fill_up, join, make
from tests.tracker.conftest import NOW, Cast
from tracker.enrolment import plan_items, plans
from tracker.errors import NotFound, Refused
from tracker.gatherings import club_tasks, clubs
from tracker.gatherings.club_tasks import how_many
from tracker.models import ClubTask, ItemState, PlanItem


def club_of_two(cast: Cast, published: Published) -> tuple[Any, UUID]:
    """A club of Anna and one more, and who that is."""
    club = make(cast)
    join(club, cast.anna, cast, published)
    [other] = fill_up(club, cast, published, 1)
    return club, other


def state(citizen, task: str) -> ItemState:
    return ItemState.here(ItemState.item == item(citizen, task, last=True)).get()


def take_out(task: str, cast: Cast, published: Published, *people: UUID) -> None:
    """A task that stands in their plans from the start is removed from each."""
    for row in PlanItem.here(PlanItem.citizen.in_(people), PlanItem.task == task):
        plan_items.remove(row.citizen, row.id, cast.karin, NOW, published=published)


def test_two_clubs_know_nothing_of_each_others_tasks(cast: Cast, published: Published) -> None:
    lager, kontor = make(cast), make(cast, name="Kontor")
    [other] = fill_up(kontor, cast, published, 1)
    join(lager, cast.anna, cast, published)
    take_out(RET, cast, published, cast.anna, other)
    club_tasks.add_task(lager.id, RET, cast.karin, NOW, published)
    club_tasks.give_tasks(kontor.id, cast.karin, NOW, published)
    assert state(other, RET).is_removed
    assert club_tasks.common_tasks(kontor.id, NOW, published) == []
    club_tasks.add_task(kontor.id, RET, cast.karin, NOW, published)
    assert state(other, RET).is_open
    [task] = club_tasks.common_tasks(lager.id, NOW, published)
    with pytest.raises(NotFound):
        club_tasks.remove_task(kontor.id, task.id, cast.karin, NOW, published)
    club_tasks.remove_task(lager.id, task.id, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_removed
    assert state(other, RET).is_open
    assert [one.removed_on for one in club_tasks.common_tasks(kontor.id, NOW, published)] == [None]
    assert [one.id for one in club_tasks.common_tasks(lager.id, NOW, published)] == [task.id]
    assert club_tasks.common_tasks(lager.id, moment(2), published) == [], "removed yesterday"
    without = replace(published, courses=())
    assert club_tasks.common_tasks(kontor.id, NOW, without) == [], "nor what the site no longer has"


def test_a_common_task_comes_into_each_plan_and_out_again_where_it_is_open(
    cast: Cast, published: Published
) -> None:
    club, other = club_of_two(cast, published)
    take_out(RET, cast, published, cast.anna, other)
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_open and state(other, RET).is_open
    plan_items.remove(cast.anna, item(cast.anna, RET, last=True), cast.karin, NOW,
                      published=published)  # fmt: skip
    club_tasks.give_tasks(club.id, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_removed, "nobody is asked twice"
    plan_items.restore(cast.anna, item(cast.anna, RET, last=True), cast.karin, NOW,
                       published=published)  # fmt: skip
    send(other, published, event("completed", f"activity:{RET}", NOW))
    task = ClubTask.here().get().id
    club_tasks.remove_task(club.id, task, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_removed
    assert not state(other, RET).is_removed, "what was done stays"
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert [one.id for one in ClubTask.here(ClubTask.removed_on.is_null())] == [task]
    assert state(cast.anna, RET).is_open
    assert RET in done(other)


def test_the_common_task_that_is_named_is_taken_back_and_nothing_that_was_put_aside(
    cast: Cast, published: Published
) -> None:
    club, other = club_of_two(cast, published)
    take_out(SKELET, cast, published, cast.anna, other)
    take_out(RET, cast, published, cast.anna, other)
    for task in (SKELET, RET):
        club_tasks.add_task(club.id, task, cast.karin, NOW, published)
    aside = item(other, RET, last=True)
    reason = "lavet-paa-anden-maade"
    plan_items.waive(other, aside, reason, cast.karin, NOW, published=published)
    skelet, task = (ClubTask.here(ClubTask.task == one).get().id for one in (SKELET, RET))
    club_tasks.remove_task(club.id, task, cast.karin, NOW, published)
    assert state(cast.anna, SKELET).is_open
    listed = club_tasks.common_tasks(club.id, NOW, published)
    assert [one.title for one in listed] == ["Ret dit CV til ét job", "Skriv CV'ets skelet"]
    [third] = fill_up(club, cast, published, 1)
    take_out(RET, cast, published, third)
    club_tasks.give_tasks(club.id, cast.karin, NOW, published)
    assert state(third, RET).is_removed, "it is no common task any more"
    club_tasks.remove_task(club.id, skelet, cast.karin, NOW, published)
    assert state(other, SKELET).is_removed, "also of whom another one stays with"
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_open
    assert state(cast.anna, SKELET).is_removed, "that one was not put back"
    assert PlanItem.here(PlanItem.citizen == cast.anna, PlanItem.task == RET).count() == 2
    assert state(other, RET).state == "waived", "put aside for a reason of its own"


def test_who_has_the_task_already_gets_no_second_one_and_it_is_never_taken_out(
    cast: Cast, published: Published
) -> None:
    club = make(cast)
    join(club, cast.anna, cast, published)
    club_tasks.add_task(club.id, SKELET, cast.karin, NOW, published)
    assert PlanItem.here(PlanItem.citizen == cast.anna, PlanItem.task == SKELET).count() == 1
    send(cast.anna, published, event("completed", f"activity:{RET}", NOW))
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert PlanItem.here(PlanItem.citizen == cast.anna, PlanItem.task == RET).count() == 1
    assert done(cast.anna) == [RET]
    for task in ClubTask.here():
        club_tasks.remove_task(club.id, task.id, cast.karin, NOW, published)
    assert state(cast.anna, SKELET).is_open
    assert state(cast.anna, RET).state == "done"


def test_a_task_about_something_sensitive_is_never_common(cast: Cast, published) -> None:
    club = make(cast)
    for task in (HELBRED, "", "cv.findes-ikke.opgave", FILM):
        with pytest.raises(Refused, match="Vælg en opgave"):
            club_tasks.add_task(club.id, task, cast.karin, NOW, published)
    cv, *others = published.courses
    retired = replace(cv, lessons=tuple(replace(one, status="retired") for one in cv.lessons))
    for course in (replace(cv, audience="consultant"), retired):
        other = replace(published, courses=(course, *others))
        assert not club_tasks.can_be_common(SKELET, other)
    assert club_tasks.can_be_common(SKELET, published)


def test_a_member_without_a_plan_is_told_of_and_gets_the_task_when_one_runs(
    cast: Cast, published: Published
) -> None:
    club = make(cast)
    plans.end_plan(cast.anna, plans.running_plan(cast.anna).id, NOW)
    join(club, cast.anna, cast, published)
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert club_tasks.without_plan([cast.anna, cast.bo]) == {cast.anna}
    plans.enrol(cast.anna, published.plan("to-om-ugen"), NOW.date(), NOW)
    club_tasks.give_tasks(club.id, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_open


def test_the_number_is_of_those_who_are_in_the_club_now(cast: Cast, published) -> None:
    club = make(cast)
    people = fill_up(club, cast, published, 9)
    club_tasks.add_task(club.id, SKELET, cast.karin, NOW, published)
    for citizen in people[:6]:
        send(citizen, published, event("completed", f"activity:{SKELET}", moment(1, 11)))
    for citizen, other in ((people[7], RET), (cast.bo, SKELET)):  # outside a plan
        plans.end_plan(citizen, plans.running_plan(citizen).id, moment(30, month=11))
        send(citizen, published, event("completed", f"activity:{other}", moment(1, 11)))
    [task] = club_tasks.common_tasks(club.id, NOW, published, reader=people[0])
    assert (task.words, task.is_done) == ("6 af 9 har lavet den", True)
    clubs.remove_member(club.id, people[0], cast.karin, NOW)
    [task] = club_tasks.common_tasks(club.id, NOW, published, reader=people[8])
    assert (task.words, task.is_done) == ("5 af 8 har lavet den", False)
    for citizen in people[4:7]:
        clubs.remove_member(club.id, citizen, cast.karin, NOW)
    for reader, words in ((None, "3 af 5 har lavet den"), (people[8], "De fleste har lavet den")):
        [task] = club_tasks.common_tasks(club.id, NOW, published, reader=reader)
        assert task.words == words, "who has not done it would know of three of four"


@pytest.mark.parametrize("own", [True, False, None])
def test_no_number_tells_a_reader_what_each_of_the_others_did(own) -> None:
    """Where all or none of the others did it, the words fit another truth as well."""
    for members in range(1, 12):
        others = members - (own is not None)
        read: dict[str, set[int]] = {}
        for among_others in range(others + 1):
            count = among_others + bool(own)
            words = how_many(count, members, own)
            read.setdefault(words, set()).add(among_others)
        for words, truths in read.items():
            if members < 5:
                assert words == ""
            elif truths & {0, others}:
                assert len(truths) > 1, (members, words, truths)
    assert how_many(2, 5) == "2 af 5 har lavet den", "the least of which a number is told"
