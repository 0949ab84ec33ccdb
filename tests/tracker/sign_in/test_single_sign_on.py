"""Staff let in by what the municipality's service says of them: each as themselves, no other."""

from typing import Any

from tests.tracker.conftest import SECRET, Cast
from tracker.models import Staff
from tracker.sign_in.single_sign_on import Group, Groups, let_in

ISSUER = "https://login.aaby.dk"
LEADERS = Group("jobvej-ledere", "leader", "")
NORD = Group("jobvej-nord", "consultant", "Team Nord")
GROUPS = Groups("groups", "", (LEADERS, NORD))


def enter(sub: str, name: str, group: str, issuer: str = ISSUER) -> Any:
    return let_in({"sub": sub, "name": name, "groups": [group]}, GROUPS, issuer, SECRET)


def test_another_name_and_role_of_one_change_nobody_else(cast: Cast) -> None:
    mette, per = (enter(name, name, "jobvej-nord") for name in ("Mette", "Per"))
    again = enter("Mette", "Mette Bak", "jobvej-ledere")
    assert (again.id, again.name, again.role, again.team) == (mette.id, "Mette Bak", "leader", None)
    others = {row.name: (row.role, row.team) for row in Staff.here(Staff.id != mette.id)}
    assert others == {
        "Karin": ("consultant", cast.nord),
        "Lars": ("consultant", cast.syd),
        "Per": ("consultant", cast.nord),
    }
    assert per.id != mette.id


def test_the_same_subject_of_another_issuer_is_somebody_else(cast: Cast) -> None:
    one, other = (enter("1", "Mette", "jobvej-nord", f"{ISSUER}/{n}") for n in "ab")
    assert one.id != other.id


def test_a_name_is_no_longer_than_a_page_has_room_for(cast: Cast) -> None:
    assert enter("1", "M" * 200, "jobvej-nord").name == "M" * 60
