"""Job clubs: the weekly rule, weeks that are otherwise, common tasks, and no number that tells."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from jobvej.catalog import Published
from tests.tracker.acts import moment
from tests.tracker.clubs import fill_up, join, make, rule
from tests.tracker.conftest import NOW, Cast
from tracker.errors import NotFound, Refused
from tracker.gatherings import club_tips, clubs
from tracker.models import Citizen, Club, ClubMember

TUESDAY = date(2026, 12, 8)


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
    of_syd = rule(cast, consultant=cast.lars)
    clubs.make_club(cast.syd, of_syd, cast.lars, NOW)
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
    both, alone = make(cast, company_consultant=cast.lars), make(cast, name="Kontor")
    assert both.company_consultant == cast.lars
    assert clubs.led_by(cast.lars) == [both]
    assert clubs.led_by(cast.karin) == [alone, both], "by name"


def test_a_member_leaves_and_is_put_back_the_same_day(cast: Cast, published: Published) -> None:
    club = make(cast)
    join(club, cast.anna, cast, published)
    clubs.show_name(club.id, cast.anna, True)
    clubs.remove_member(club.id, cast.anna, cast.karin, NOW)
    assert clubs.member_ids(club.id) == []
    assert clubs.clubs_of(cast.anna, NOW.date()) == []
    join(club, cast.anna, cast, published)
    assert clubs.shown_first_names(club.id) == ["Anna"]


def test_who_comes_again_chooses_again_whether_to_be_named(cast: Cast, published) -> None:
    club = make(cast)
    join(club, cast.anna, cast, published)
    clubs.show_name(club.id, cast.anna, True)
    yesterday = NOW - timedelta(days=1)
    clubs.remove_member(club.id, cast.anna, cast.karin, yesterday)
    join(club, cast.anna, cast, published)
    assert clubs.shown_first_names(club.id) == []
    with pytest.raises(Refused, match="allerede med"):
        join(club, cast.anna, cast, published)


def test_names_in_a_club_stand_in_danish_order(cast: Cast, published: Published) -> None:
    club = make(cast)
    for member, name in zip(fill_up(club, cast, published, 2), ("Åse B.", "Ærø C."), strict=True):
        Citizen.change({Citizen.display_name: name}, Citizen.id == member)
        clubs.show_name(club.id, member, True)
    assert clubs.shown_first_names(club.id) == ["Ærø", "Åse"]


def test_two_clubs_know_nothing_of_each_others_members(cast: Cast, published: Published) -> None:
    lager, kontor = make(cast), make(cast, name="Kontor")
    join(lager, cast.anna, cast, published)
    [other] = fill_up(kontor, cast, published, 1)
    clubs.show_name(lager.id, cast.anna, True)
    clubs.show_name(kontor.id, other, True)
    assert clubs.shown_first_names(lager.id) == ["Anna"]
    assert clubs.head_counts([lager.id, kontor.id]) == {lager.id: 1, kontor.id: 1}
    join(kontor, cast.anna, cast, published)
    for day, found in ((lager.until_on, [kontor, lager]), (date(2027, 1, 27), [])):
        assert clubs.clubs_of(cast.anna, day) == found
    assert clubs.shown_first_names(kontor.id) == ["Medlem0"], "she chose it in the other one"
    for at in (NOW, moment(3)):  # the second time nothing happens
        clubs.remove_member(lager.id, cast.anna, cast.karin, at)
    assert clubs.left_today(lager.id, NOW) == [cast.anna]
    assert clubs.left_today(kontor.id, NOW) == []
    assert clubs.shown_first_names(lager.id) == []
    assert clubs.head_counts([lager.id, kontor.id]) == {lager.id: 0, kontor.id: 2}
    assert clubs.clubs_of(cast.anna, NOW.date()) == [kontor]
    clubs.remove_member(kontor.id, cast.anna, cast.karin, NOW - timedelta(days=1))
    join(kontor, cast.anna, cast, published)
    assert clubs.left_today(lager.id, NOW) == [cast.anna], "what she was elsewhere stays"
    assert set(clubs.member_ids(kontor.id)) == {other, cast.anna}


def test_a_trial_citizen_is_in_no_club(cast: Cast, published: Published) -> None:
    Citizen.change({Citizen.trial_of: cast.karin}, Citizen.id == cast.anna)
    with pytest.raises(Refused, match="prøveborger"):
        join(make(cast), cast.anna, cast, published)
    assert ClubMember.here().count() == 0


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
    with pytest.raises(NotFound):
        club_tips.remove_tip(kontor.id, tip.id, cast.karin, NOW)
    club_tips.remove_tip(lager.id, tip.id, cast.karin, NOW)
    assert (titles(lager), titles(kontor)) == ([], ["Sekretær"])
    assert club_tips.removed_today(kontor.id, NOW) == []
    assert [one.title for one in club_tips.removed_today(lager.id, NOW)] == ["Truckfører"]
    club_tips.put_back_tip(lager.id, tip.id, moment(2))
    assert titles(lager) == [], "only on the same day"
    club_tips.put_back_tip(lager.id, tip.id, NOW)
    assert titles(lager) == ["Truckfører"]
