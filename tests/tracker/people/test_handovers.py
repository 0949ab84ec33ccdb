"""Handovers and cover: from a day, all or none, with the talks ahead, and taken back whole."""

from datetime import date, timedelta

import pytest

from tests.tracker.acts import book, moment
from tests.tracker.conftest import NOW, Cast, employ, newcomer
from tracker import access, openings
from tracker.appointments import talks
from tracker.errors import Refused
from tracker.models import (
    Absence,
    Citizen,
    Handover,
    PageGrant,
    Reader,
    Staff,
    Talk,
    Undone,
)
from tracker.people import handovers, readers, staff
from tracker.sign_in import sessions
from tracker.upkeep import daily

TODAY = NOW.date()


def anna(cast: Cast):
    return Citizen.here(Citizen.id == cast.anna).get()


def person(id):
    return Staff.here(Staff.id == id).get()


def colleague(cast: Cast, team=None):
    return employ("Kim", team=team or cast.syd)


def sees(consultant, citizen, day: date = TODAY) -> bool:
    return access.visible_citizen(person(consultant), citizen, day) is not None


def test_today_is_at_once_with_the_team_and_the_talks_ahead(cast: Cast) -> None:
    ahead = book(cast.anna, cast.karin, NOW + timedelta(days=2))
    over = book(cast.anna, cast.karin, NOW)
    talks.end_talk(over, "held", "", None, cast.karin, NOW)
    kim = colleague(cast)
    others = {
        book(citizen, staff, NOW + timedelta(days=3)): staff
        for citizen, staff in ((cast.anna, kim), (cast.bo, cast.karin))
    }
    [made] = handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    assert (anna(cast).consultant, anna(cast).team) == (cast.lars, cast.syd)
    assert {row.id: row.staff for row in Talk.here(Talk.id.in_(list(others)))} == others
    assert Talk.here(Talk.id == ahead).get().staff == cast.lars
    assert Talk.here(Talk.id == over).get().staff == cast.karin, "what was held is history"
    assert (sees(cast.karin, cast.anna), sees(cast.lars, cast.anna)) == (False, True)
    handovers.take_back(made, NOW)
    assert (anna(cast).consultant, anna(cast).team) == (cast.karin, cast.nord)
    assert Talk.here(Talk.id == ahead).get().staff == cast.karin


def test_whoever_had_the_page_open_must_say_why_anew(cast: Cast) -> None:
    tokens = {
        one: sessions.digest(sessions.start(one, "consultant", is_shared_device=False, now=NOW))
        for one in (cast.karin, cast.lars)
    }
    opened = [(cast.karin, cast.anna), (cast.karin, cast.bo), (cast.lars, cast.anna)]
    for one, citizen in opened:
        openings.open_page(tokens[one], person(one), citizen, "talk", NOW)
    handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    left = {(row.token_digest, row.citizen) for row in PageGrant.here()}
    assert left == {(tokens[one], citizen) for one, citizen in opened[1:]}, "and nobody else"


def test_a_day_ahead_waits_for_the_nightly_work(cast: Cast, published) -> None:
    day = date(2026, 12, 9)
    handovers.hand_over([anna(cast)], cast.lars, day, cast.karin, NOW)
    assert anna(cast).consultant == cast.karin
    daily.run_if_due(moment(8), published)
    assert anna(cast).consultant == cast.karin
    daily.run_if_due(moment(9, 0, 5), published)
    handovers.carry_out_due(moment(10))
    assert anna(cast).consultant == cast.lars
    assert [row.done_on for row in Handover.here()] == [day]


def test_what_lies_ahead_is_called_off_and_what_is_history_is_not(cast: Cast, published) -> None:
    [made] = handovers.hand_over([anna(cast)], cast.lars, date(2026, 12, 9), cast.karin, NOW)
    of_lars = book(cast.anna, cast.lars, NOW + timedelta(days=3), NOW)
    handovers.take_back(made, NOW)
    assert Talk.here(Talk.id == of_lars).get().staff == cast.lars, "nobody has changed hands yet"
    assert handovers.to_take_back(cast.nord, TODAY) == []
    daily.run_if_due(moment(9), published)
    assert anna(cast).consultant == cast.karin
    [again] = handovers.hand_over([anna(cast)], cast.lars, date(2026, 12, 9), cast.karin, moment(9))
    with pytest.raises(Refused, match="kan ikke fortrydes mere"):
        handovers.take_back(again, moment(10))


def test_each_handover_goes_by_its_own_day_and_is_called_off_by_itself(cast: Cast) -> None:
    [first] = handovers.hand_over([anna(cast)], cast.lars, date(2026, 12, 9), cast.karin, NOW)
    bo = Citizen.here(Citizen.id == cast.bo).get()
    [second] = handovers.hand_over([bo], cast.karin, date(2026, 12, 10), cast.lars, NOW)

    def ahead(citizen) -> list[str]:
        said = readers.who_may_read(citizen, TODAY, with_names=False)
        return [one for one in said if one.startswith("Fra ")]

    assert ahead(anna(cast)) == ["Fra 9. dec. er din jobkonsulent en jobkonsulent i Team Syd"]
    handovers.carry_out_due(moment(9))
    assert ahead(anna(cast)) == []
    assert handovers.waiting_for(cast.bo).id == second
    assert [row.id for [(row, _)] in handovers.to_take_back(cast.syd, date(2026, 12, 9))] == [
        second
    ]
    handovers.take_back(second, moment(9))
    assert ahead(bo) == []
    [third] = handovers.hand_over([bo], cast.karin, date(2026, 12, 9), cast.lars, moment(9))
    [back] = handovers.hand_over([anna(cast)], cast.karin, date(2026, 12, 10), cast.lars, moment(9))

    def known(citizen) -> list:
        return [row.id for row in handovers.history(citizen)]

    assert (known(cast.anna), known(cast.bo)) == ([first], [third])
    handovers.carry_out_due(moment(10))
    assert known(cast.anna) == [back, first]


def test_what_can_be_taken_back_stands_by_day_and_name(cast: Cast, published) -> None:
    for names, day in (("Bent", 10), ("Inge Ane Dan Carl", 9), ("Eli", 8), ("Finn", 11)):
        ids = [newcomer(cast, published, name) for name in names.split()]
        people = list(Citizen.here(Citizen.id.in_(ids)))
        handovers.hand_over(people, cast.lars, date(2026, 12, day), cast.karin, NOW)
    listed = handovers.to_take_back(cast.nord, TODAY)
    groups = [" ".join(name for _, name in group) for group in listed]
    assert groups == ["Eli", "Ane Carl Dan Inge", "Bent", "Finn"]


def test_nobody_takes_back_whom_the_receiver_has_given_on_or_given_back(cast: Cast) -> None:
    """Else a team that was in between could fetch somebody who is not theirs any more."""
    mia = colleague(cast, staff.add_team("Team Vest"))
    [first] = handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    [second] = handovers.hand_over([anna(cast)], mia, TODAY, cast.lars, NOW)
    with pytest.raises(Refused, match="kan ikke fortrydes mere"):
        handovers.take_back(first, NOW)
    assert handovers.to_take_back(cast.nord, TODAY) == []
    [third] = handovers.hand_over([anna(cast)], cast.karin, TODAY, mia, NOW)
    with pytest.raises(Refused, match="kan ikke fortrydes mere"):
        handovers.take_back(second, NOW)
    assert anna(cast).consultant == cast.karin
    handovers.take_back(third, NOW)
    handovers.take_back(second, NOW)
    handovers.take_back(first, NOW)
    assert (anna(cast).consultant, anna(cast).team) == (cast.karin, cast.nord)


@pytest.mark.parametrize("left", [{Staff.is_active: False}, {Staff.role: "leader"}, "team"])
def test_nobody_goes_back_to_a_giver_who_has_left(cast: Cast, left) -> None:
    colleague(cast, cast.nord)
    [made] = handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    Staff.change({Staff.team: cast.syd} if left == "team" else left, Staff.id == cast.karin)
    with pytest.raises(Refused, match="kan ikke fortrydes mere"):
        handovers.take_back(made, NOW)
    assert handovers.to_take_back(cast.nord, TODAY) == []
    assert anna(cast).consultant == cast.lars


def test_a_receiver_who_has_left_gets_nobody(cast: Cast) -> None:
    handovers.hand_over([anna(cast)], cast.lars, date(2026, 12, 9), cast.karin, NOW)
    Staff.change({Staff.is_active: False}, Staff.id == cast.lars)
    handovers.carry_out_due(moment(9))
    assert anna(cast).consultant == cast.karin
    Staff.change({Staff.is_active: True}, Staff.id == cast.lars)
    handovers.carry_out_due(moment(10))
    assert anna(cast).consultant == cast.lars


@pytest.mark.parametrize(
    ("to", "day", "field"),
    [
        ("karin", TODAY, "to"),
        ("nobody", TODAY, "to"),
        ("lars", TODAY - timedelta(days=1), "on_date"),
        ("lars", TODAY + timedelta(days=367), "on_date"),
        ("lars", date.min, "on_date"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, to, day, field) -> None:
    with pytest.raises(Refused) as refusal:
        handovers.hand_over([anna(cast)], getattr(cast, to, None), day, cast.karin, NOW)
    assert list(refusal.value.errors) == [field]
    assert Handover.here().count() == 0


def test_nobody_is_given_to_two(cast: Cast) -> None:
    handovers.hand_over([anna(cast)], cast.lars, date(2026, 12, 9), cast.karin, NOW)
    with pytest.raises(Refused, match=r"Anna K\. bliver allerede givet videre 9. december 2026"):
        handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    bo = Citizen.here(Citizen.id == cast.bo).get()
    with pytest.raises(Refused, match="en anden jobkonsulent"):
        handovers.hand_over([anna(cast), bo], cast.lars, TODAY, cast.karin, NOW)
    Citizen.change({Citizen.trial_of: cast.karin}, Citizen.id == cast.anna)
    with pytest.raises(Refused, match="En prøveborger kan ikke gives videre"):
        handovers.hand_over([anna(cast)], cast.lars, TODAY, cast.karin, NOW)
    assert anna(cast).consultant == cast.karin


def test_cover_is_for_its_days_and_no_longer(cast: Cast) -> None:
    first, last = TODAY + timedelta(days=2), TODAY + timedelta(days=6)
    readers.set_absence(cast.karin, cast.lars, first, last, cast.karin, TODAY)
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [sees(cast.lars, cast.anna, day) for day in days] == [False, True, True, False]
    kim = colleague(cast)
    assert not any(sees(kim, cast.anna, day) for day in days), "who covers does so alone"


def test_cover_ends_at_once_and_what_was_stays_known(cast: Cast) -> None:
    absence = readers.set_absence(
        cast.karin, cast.lars, TODAY, TODAY + timedelta(days=6), cast.karin, TODAY
    )
    day = TODAY + timedelta(days=3)
    readers.end_absence(absence, day)
    assert not sees(cast.lars, cast.anna, day)
    assert Absence.here().get().until_on == day - timedelta(days=1)
    other = readers.set_absence(cast.karin, cast.lars, day, day, cast.karin, day)
    readers.end_absence(other, day)
    assert Absence.here().count() == 1, "what never began leaves nothing"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"cover": "karin"}, "cover"),
        ({"cover": "nobody"}, "cover"),
        ({"staff": "nobody"}, "staff"),
        ({"from_on": TODAY - timedelta(days=1)}, "from_on"),
        ({"until_on": TODAY - timedelta(days=1)}, "until_on"),
        ({"until_on": TODAY + timedelta(days=400)}, "until_on"),
    ],
)
def test_an_absence_that_cannot_be_is_refused(cast: Cast, changed, field) -> None:
    asked = {"staff": "karin", "cover": "lars", "from_on": TODAY, "until_on": TODAY, **changed}
    for name in ("staff", "cover"):
        asked[name] = getattr(cast, asked[name], None)
    with pytest.raises(Refused) as refusal:
        readers.set_absence(**asked, by=cast.karin, today=TODAY)
    assert list(refusal.value.errors) == [field]


@pytest.mark.parametrize(
    ("first", "last", "covers"),
    [
        (2, 3, "LLKKLL"),  # the cover is away in the middle of it
        (0, 1, "KKLLLL"),
        (4, 8, "LLLLKK"),  # ill for longer than it was thought
        (0, 8, "KKKKKK"),
    ],
)
def test_the_newest_cover_counts_on_its_days_and_the_old_one_on_the_others(
    cast: Cast, first: int, last: int, covers: str
) -> None:
    kim = colleague(cast, staff.add_team("Team Vest"))
    days = [TODAY + timedelta(days=day) for day in range(9)]
    readers.set_absence(cast.karin, cast.lars, days[0], days[5], cast.karin, TODAY)
    readers.set_absence(cast.karin, kim, days[first], days[last], cast.karin, TODAY)
    found = "".join(
        name for day in days[:6] for name, one in (("L", cast.lars), ("K", kim))
        if sees(one, cast.anna, day)
    )  # fmt: skip
    assert found == covers


def test_saying_the_same_twice_says_it_once(cast: Cast) -> None:
    for _ in range(2):
        readers.set_absence(cast.karin, cast.lars, TODAY, TODAY, cast.karin, TODAY)
    assert Absence.here().count() == 1


def test_nobody_covers_who_is_away_on_one_of_the_days(cast: Cast) -> None:
    tomorrow = TODAY + timedelta(days=1)
    readers.set_absence(cast.lars, cast.karin, TODAY, TODAY, cast.lars, TODAY)
    with pytest.raises(Refused, match=r"Den 1\. dec\. er Lars selv væk \(Karin afløser\)"):
        readers.set_absence(cast.karin, cast.lars, TODAY, tomorrow, cast.karin, TODAY)
    readers.set_absence(cast.karin, cast.lars, tomorrow, tomorrow, cast.karin, TODAY)


def test_each_absence_stands_and_ends_by_itself(cast: Cast) -> None:
    def away(who, cover, first: int, last: int):
        days = (TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        return readers.set_absence(who, cover, *days, cast.karin, TODAY)

    away(cast.karin, cast.lars, 5, 6)
    now = away(cast.karin, cast.lars, 0, 2)
    kim = colleague(cast, cast.nord)
    away(kim, cast.lars, 0, 2)
    for day in (TODAY, TODAY + timedelta(days=2)):
        said = readers.who_may_read(anna(cast), day, with_names=False)
        days = [one.rpartition(", ")[2] for one in said if "afløser" in one]
        assert days == ["1. dec. til 3. dec.", "6. dec. til 7. dec."], "for her consultant alone"
    readers.end_absence(now, TODAY + timedelta(days=1))
    left = {(row.staff, (row.until_on - TODAY).days) for row in Absence.here()}
    assert left == {(cast.karin, 0), (cast.karin, 6), (kim, 2)}
    listed = [len(readers.absences(cast.nord, TODAY + timedelta(days=day))) for day in (0, 1, 3, 7)]
    assert listed == [3, 2, 1, 0]
    assert readers.absences(staff.add_team("Team Vest"), TODAY) == []


def test_a_reader_goes_alone_and_whoever_is_none_leaves_no_word(cast: Cast) -> None:
    kim = colleague(cast, staff.add_team("Team Vest"))
    yesterday = TODAY - timedelta(days=1)
    for citizen, reader, day in (
        *((cast.anna, cast.lars, TODAY), (cast.anna, kim, yesterday)),
        (cast.bo, kim, TODAY),
    ):
        readers.add_reader(citizen, reader, cast.karin, day)
    with pytest.raises(Refused, match="Kim læser allerede med"):
        readers.add_reader(cast.bo, kim, cast.karin, TODAY)
    bo = Citizen.here(Citizen.id == cast.bo).get()
    assert [row.staff for row in readers.readers_of(anna(cast))] == [kim, cast.lars]
    assert [row.staff for row in readers.readers_of(bo)] == [kim]
    assert [sees(one, cast.bo) for one in (kim, cast.karin)] == [True, False]
    bo.consultant = kim
    assert readers.readers_of(bo) == [], "who is responsible reads anyway"
    for _ in range(2):
        readers.remove_reader(cast.anna, kim, cast.karin, NOW)
    left = {(row.citizen, row.staff) for row in Reader.here()}
    assert left == {(cast.anna, cast.lars), (cast.bo, kim)}
    told = "Fortrudt: En jobkonsulent i Team Vest læser med"
    assert [(row.citizen, row.words) for row in Undone.here()] == [(cast.anna, told)]


def test_only_a_consultant_who_works_here_is_a_choice(cast: Cast) -> None:
    leader = employ("Lea", "leader", cast.nord)
    kim = colleague(cast)
    Staff.change({Staff.is_active: False}, Staff.id == kim)
    employ("Åse", "consultant", cast.nord)
    Staff.change({Staff.name: "Zoe"}, Staff.id == cast.karin)
    found = [words for _, words in readers.consultants()]
    assert found == ["Zoe · Team Nord", "Åse · Team Nord", "Lars · Team Syd"]
    for no_choice in (leader, kim):
        assert staff.active_consultant(no_choice) is None
    Citizen.change({Citizen.trial_of: cast.karin}, Citizen.id == cast.anna)
    with pytest.raises(Refused, match="fra listen"):
        readers.add_reader(cast.anna, cast.lars, cast.karin, TODAY)
