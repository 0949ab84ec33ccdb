"""Job clubs: the weekly rule, weeks that are otherwise, common tasks, and no number that tells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import HELBRED, RET, SKELET, done, event, item, moment, send
from tests.tracker.clubs import fill_up, join, make, rule
from tests.tracker.conftest import NOW, Cast
from tracker.enrolment import plan_items, plans
from tracker.errors import Refused
from tracker.gatherings import club_meetings, club_members, club_tasks, club_tips, clubs
from tracker.gatherings.club_meetings import OneMeeting
from tracker.gatherings.club_tasks import how_many
from tracker.models import Citizen, Club, ClubMeeting, ClubMember, ClubTask, ItemState, PlanItem

TUESDAY = date(2026, 12, 8)


def days(club, now=NOW) -> list[str]:
    return [one.on.isoformat() for one in club_meetings.coming(club, now)]


def test_a_club_meets_every_week_but_not_on_a_day_that_is_off(cast: Cast) -> None:
    club = make(cast, weekday=3, from_on=date(2026, 12, 9), until_on=date(2027, 1, 7))
    assert days(club) == ["2026-12-10", "2026-12-17", "2027-01-07"]
    assert clubs.rhythm(club) == "torsdage kl. 10.00"
    assert clubs.lines([club]) == ("Jobklub Lager, torsdage kl. 10.00",)


def test_a_club_that_begins_in_the_middle_of_a_week_meets_first_in_the_next(cast: Cast) -> None:
    club = make(cast, weekday=0, from_on=TUESDAY, until_on=date(2026, 12, 21))
    assert days(club) == ["2026-12-14", "2026-12-21"]


def test_it_is_ten_by_danish_clocks_in_summer_too(cast: Cast) -> None:
    club = make(cast, from_on=date(2027, 3, 23), until_on=date(2027, 3, 30))
    assert [one.starts_at.hour for one in club_meetings.coming(club, NOW)] == [9, 8]
    assert club_meetings.coming(club, NOW)[1].when == "tirsdag 30. marts kl. 10.00"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weekday": 5}, "weekday"),
        ({"minutes": 5}, "minutes"),
        ({"mode": "phone"}, "mode"),
        ({"until_on": date(2026, 11, 23)}, "until_on"),
        ({"until_on": date(2028, 1, 1)}, "until_on"),
    ],
)
def test_a_rule_that_is_none_is_refused(cast: Cast, changed, field: str) -> None:
    with pytest.raises(Refused) as refusal:
        make(cast, **changed)
    assert list(refusal.value.errors) == [field]
    assert Club.here().count() == 0


def test_a_team_has_one_club_of_a_name_at_a_time(cast: Cast) -> None:
    club = make(cast)
    with pytest.raises(Refused) as refusal:
        make(cast)
    assert refusal.value.errors == {"name": "Teamet har allerede en jobklub, der hedder Lager."}
    with pytest.raises(Refused):
        make(cast, from_on=club.until_on, until_on=club.until_on)
    make(cast, name="Kontor")
    after = club.until_on + timedelta(days=1)
    make(cast, from_on=after, until_on=after + timedelta(days=60))


def test_a_club_is_changed_alone_and_to_nothing_but_a_rule(cast: Cast) -> None:
    lager, kontor = make(cast), make(cast, name="Kontor")
    clubs.change_club(lager, rule(cast, weekday=3), cast.karin, NOW)
    with pytest.raises(Refused):
        clubs.change_club(lager, rule(cast, weekday=5), cast.karin, NOW)
    assert [club.weekday for club in Club.here().order_by(Club.weekday)] == [1, 3]
    assert Club.here(Club.id == kontor.id).get().name == "Kontor"


def test_a_club_is_led_by_one_of_the_team_and_told_of_jobs_by_anybody(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        make(cast, consultant=cast.lars, company_consultant=cast.anna)
    assert set(refusal.value.errors) == {"consultant", "company_consultant"}
    assert make(cast, company_consultant=cast.lars).company_consultant == cast.lars


def moved(**changed) -> OneMeeting:
    values = {"on": date(2026, 12, 9), "starts": time(13), "mode": "video", "place": "",
              "link": "https://x.dk"}  # fmt: skip
    return OneMeeting(**{**values, **changed})


def test_one_meeting_is_moved_and_put_back(cast: Cast) -> None:
    club = make(cast)
    club_meetings.change_meeting(
        club_meetings.find_meeting(club, TUESDAY, NOW), moved(), cast.karin, NOW
    )
    one = club_meetings.find_meeting(club, TUESDAY, NOW)
    assert (one.when, one.how) == ("onsdag 9. december kl. 13.00", "Video")
    assert (one.changed_by, one.changed_on) == (cast.karin, date(2026, 12, 1))
    assert days(club)[:3] == ["2026-12-01", "2026-12-09", "2026-12-15"]
    club_meetings.put_back(one, cast.karin, NOW)
    assert days(club)[:3] == ["2026-12-01", "2026-12-08", "2026-12-15"]
    assert ClubMeeting.here().count() == 0


def test_a_meeting_is_moved_to_today_and_held_by_video_it_is_at_no_place(cast: Cast) -> None:
    one = club_meetings.find_meeting(make(cast, from_on=TUESDAY), TUESDAY, NOW)
    new = moved(on=NOW.date(), place="Rådhuset")
    club_meetings.change_meeting(one, new, cast.karin, NOW)
    one = club_meetings.find_meeting(one.club, TUESDAY, NOW)
    assert (one.when, one.how) == ("tirsdag 1. december kl. 13.00", "Video")
    assert club_meetings.next_meetings([one.club], NOW)[one.club.id].on == NOW.date()
    club_meetings.cancel_meeting(one, cast.karin, NOW)
    assert club_meetings.next_meetings([one.club], NOW)[one.club.id].on == date(2026, 12, 15)


def test_cancelling_a_moved_meeting_and_taking_it_back_leaves_it_moved(cast: Cast) -> None:
    club = make(cast)

    def find() -> club_meetings.Meeting:
        return club_meetings.find_meeting(club, TUESDAY, NOW)

    club_meetings.change_meeting(find(), moved(), cast.karin, NOW)
    club_meetings.cancel_meeting(find(), cast.karin, NOW)
    assert find().is_cancelled
    club_meetings.put_back(find(), cast.karin, NOW)
    assert not find().is_cancelled
    assert find().when == "onsdag 9. december kl. 13.00"


def test_a_meeting_cancelled_and_put_back_follows_the_rule_again(cast: Cast) -> None:
    club = make(cast)
    club_meetings.cancel_meeting(club_meetings.find_meeting(club, TUESDAY, NOW), cast.karin, NOW)
    club_meetings.put_back(club_meetings.find_meeting(club, TUESDAY, NOW), cast.karin, NOW)
    clubs.change_club(club, rule(cast, starts=time(14)), cast.karin, NOW)
    club = Club.here().get()
    assert club_meetings.find_meeting(club, TUESDAY, NOW).when == "tirsdag 8. december kl. 14.00"


@pytest.mark.parametrize(
    "held_on",
    [date(2026, 11, 30), date(2026, 12, 12), date(2026, 12, 25), date(2026, 12, 15),
     date(2026, 12, 23)],
    ids=["past", "saturday", "holiday", "next meeting", "too far"],
)  # fmt: skip
def test_a_meeting_is_not_moved_to_a_day_that_cannot_be(cast: Cast, held_on: date) -> None:
    one = club_meetings.find_meeting(make(cast), TUESDAY, NOW)
    with pytest.raises(Refused) as refusal:
        club_meetings.change_meeting(one, moved(on=held_on), cast.karin, NOW)
    assert list(refusal.value.errors) == ["held_on"]
    assert ClubMeeting.here().count() == 0


def test_a_member_leaves_and_is_put_back_the_same_day(cast: Cast, published: Published) -> None:
    club = make(cast)
    join(club, cast.anna, cast, published)
    club_members.show_name(club.id, cast.anna, True)
    club_members.remove_member(club.id, cast.anna, cast.karin, NOW)
    assert club_members.member_ids(club.id) == []
    assert club_members.clubs_of(cast.anna, NOW.date()) == []
    join(club, cast.anna, cast, published)
    assert club_members.shown_names(club.id) == ["Anna"]


def test_who_comes_again_chooses_again_whether_to_be_named(cast: Cast, published) -> None:
    club = make(cast)
    join(club, cast.anna, cast, published)
    club_members.show_name(club.id, cast.anna, True)
    yesterday = NOW - timedelta(days=1)
    club_members.remove_member(club.id, cast.anna, cast.karin, yesterday)
    join(club, cast.anna, cast, published)
    assert club_members.shown_names(club.id) == []
    with pytest.raises(Refused, match="allerede med"):
        join(club, cast.anna, cast, published)


def test_two_clubs_know_nothing_of_each_others_members(cast: Cast, published: Published) -> None:
    lager, kontor = make(cast), make(cast, name="Kontor")
    join(lager, cast.anna, cast, published)
    [other] = fill_up(kontor, cast, published, 1)
    club_members.show_name(lager.id, cast.anna, True)
    club_members.show_name(kontor.id, other, True)
    assert club_members.shown_names(lager.id) == ["Anna"]
    assert club_members.head_counts([lager.id, kontor.id]) == {lager.id: 1, kontor.id: 1}
    join(kontor, cast.anna, cast, published)
    assert club_members.shown_names(kontor.id) == ["Medlem0"], "she chose it in the other one"
    club_members.remove_member(lager.id, cast.anna, cast.karin, NOW)
    assert club_members.left_today(lager.id, NOW) == [cast.anna]
    assert club_members.left_today(kontor.id, NOW) == []
    assert club_members.shown_names(lager.id) == []
    assert club_members.head_counts([lager.id, kontor.id]) == {lager.id: 0, kontor.id: 2}
    assert club_members.clubs_of(cast.anna, NOW.date()) == [kontor]
    club_members.remove_member(kontor.id, cast.anna, cast.karin, NOW - timedelta(days=1))
    join(kontor, cast.anna, cast, published)
    assert club_members.left_today(lager.id, NOW) == [cast.anna], "what she was elsewhere stays"
    assert set(club_members.member_ids(kontor.id)) == {other, cast.anna}


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
    with pytest.raises(LookupError):
        club_tasks.remove_task(kontor.id, task.id, cast.karin, NOW, published)
    club_tasks.remove_task(lager.id, task.id, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_removed
    assert state(other, RET).is_open
    assert [one.removed_on for one in club_tasks.common_tasks(kontor.id, NOW, published)] == [None]


def test_a_trial_citizen_is_in_no_club(cast: Cast, published: Published) -> None:
    Citizen.change({Citizen.trial_of: cast.karin}, Citizen.id == cast.anna)
    with pytest.raises(Refused, match="prøveborger"):
        join(make(cast), cast.anna, cast, published)
    assert ClubMember.here().count() == 0


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


def test_a_common_task_comes_into_each_plan_and_out_again_where_it_is_open(
    cast: Cast, published: Published
) -> None:
    club, other = club_of_two(cast, published)
    take_out(RET, cast, published, cast.anna, other)
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_open and state(other, RET).is_open
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
    task = ClubTask.here(ClubTask.task == RET).get().id
    club_tasks.remove_task(club.id, task, cast.karin, NOW, published)
    assert state(cast.anna, SKELET).is_open
    club_tasks.add_task(club.id, RET, cast.karin, NOW, published)
    assert state(cast.anna, RET).is_open
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
    for task in (HELBRED, "", "cv.findes-ikke.opgave"):
        with pytest.raises(Refused, match="Vælg en opgave"):
            club_tasks.add_task(club.id, task, cast.karin, NOW, published)


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
    send(people[7], published, event("completed", f"activity:{RET}", moment(1, 11)))
    [task] = club_tasks.common_tasks(club.id, NOW, published, reader=people[0])
    assert (task.words, task.is_done) == ("6 af 9 har lavet den", True)
    club_members.remove_member(club.id, people[0], cast.karin, NOW)
    [task] = club_tasks.common_tasks(club.id, NOW, published, reader=people[8])
    assert (task.words, task.is_done) == ("5 af 8 har lavet den", False)


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


def tell(club: Any, cast: Cast, title: str, until_on: date) -> None:
    club_tips.add_tip(club.id, title=title, place="Åby", link="", until_on=until_on,
                      staff=cast.karin, now=NOW)  # fmt: skip


def titles(club: Any, now: datetime = NOW) -> list[str]:
    return [tip.title for tip in club_tips.tips(club.id, now)]


def test_a_tip_hides_itself_the_day_after(cast: Cast) -> None:
    club = make(cast)
    tell(club, cast, "Job 0", TUESDAY)
    tell(club, cast, "Job 1", date(2026, 12, 2))
    assert titles(club, moment(2, 23)) == ["Job 1", "Job 0"]
    assert titles(club, moment(3, 1)) == ["Job 0"]


def test_a_tip_stands_there_from_today_to_three_months_ahead(cast: Cast) -> None:
    club = make(cast)
    longest = NOW.date() + timedelta(days=92)
    for title, until_on in (("c", longest), ("b", longest), ("a", NOW.date())):
        tell(club, cast, title, until_on)
    assert titles(club) == ["a", "b", "c"]
    for until_on in (date(2026, 11, 30), longest + timedelta(days=1)):
        with pytest.raises(Refused, match="Vælg en dag"):
            tell(club, cast, "x", until_on)


def test_a_tip_is_of_its_own_club_alone_also_when_it_is_taken_away_and_put_back(cast: Cast) -> None:
    lager, kontor = make(cast), make(cast, name="Kontor")
    tell(lager, cast, "Truckfører", TUESDAY)
    tell(kontor, cast, "Sekretær", TUESDAY)
    [tip] = club_tips.tips(lager.id, NOW)
    with pytest.raises(LookupError):
        club_tips.remove_tip(kontor.id, tip.id, cast.karin, NOW)
    club_tips.remove_tip(lager.id, tip.id, cast.karin, NOW)
    assert (titles(lager), titles(kontor)) == ([], ["Sekretær"])
    assert club_tips.removed_today(kontor.id, NOW) == []
    assert [one.title for one in club_tips.removed_today(lager.id, NOW)] == ["Truckfører"]
    club_tips.put_back_tip(lager.id, tip.id, moment(2))
    assert titles(lager) == [], "only on the same day"
    club_tips.put_back_tip(lager.id, tip.id, NOW)
    assert titles(lager) == ["Truckfører"]


def test_meetings_of_several_clubs_stand_by_time(cast: Cast) -> None:
    late, early = make(cast, name="B", starts=time(13)), make(cast, name="A", starts=time(9))
    found = club_meetings.meetings([late, early], NOW.date(), TUESDAY)
    assert [one.club.name for one in found] == ["A", "B", "A", "B"]
    assert all(a.starts_at <= b.starts_at for a, b in pairwise(found))
