"""A page about Anna as Karin uses it: looked at, acted on, and an act taken back."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest

from tests.tracker.acts import book, item
from tests.tracker.conftest import CHEAP, NOW, Web, employ
from tests.visit import Page, Visitor
from tracker.models import PlanItem
from tracker.people import staff


@dataclass(frozen=True)
class AboutAnna:
    """One of the two pages that change Anna's forløb: `samtale` or `forloeb`."""

    web: Web
    name: str

    def at(self, act: str = "") -> str:
        return f"/job/borgere/{self.web.cast.anna}/{self.name}/{act}"

    def look(self) -> Page:
        return self.web.opened_by_karin().get(self.at())

    def do(self, act: str, **form: str) -> Page:
        """Post one of the page's forms and see where it leads; errors stay on the page."""
        return self._post(self.at(f"{act}/"), form)

    def on_task(self, task: str, act: str, **form: str) -> Page:
        """Post a form of the item that this task has in the plan."""
        return self.do(f"opgave/{item(self.web.cast.anna, task)}/{act}", **form)

    def undo(self, **form: str) -> Page:
        """Take an act back that the page need not offer, and come here again."""
        address = f"/job/borgere/{self.web.cast.anna}/forloeb/fortryd/"
        return self._post(address, {"fra": self.name, **form})

    def undo_first(self, page: Page) -> Page:
        """Press the first Fortryd of »Det er gjort i dag«."""
        [today] = [one for one in page.all("section") if one.get("aria-labelledby") == "i-dag"]
        form = next(today.iter("form"))
        fields = {one.get("name"): one.get("value") for one in form.iter("input")}
        return self._post(form.get("action"), fields)

    def items(self) -> list[PlanItem]:
        """The items of Anna's forløb in their order."""
        rows = PlanItem.here(PlanItem.citizen == self.web.cast.anna)
        return list(rows.order_by(PlanItem.position))

    def days(self) -> dict[str, str]:
        """On which day each of them is planned, by its task or own words."""
        return {row.task or row.title: str(row.planned_on) for row in self.items()}

    def booked(self, hours: int = 1) -> UUID:
        """A talk that is agreed on, so many hours from now."""
        at = NOW + timedelta(hours=hours)
        return book(self.web.cast.anna, self.web.cast.karin, at)

    def _post(self, address: str, form: dict[str, str]) -> Page:
        karin = self.web.opened_by_karin()
        page = karin.post(address, form)
        return karin.follow(page) if page.status == 303 else page


def open_panel(page: Page) -> list[str]:
    """How the folds that stand open begin: beside a mistake, its form."""
    return [page.text(one)[:15] for one in page.all("details") if "open" in one.attrib]


@pytest.fixture
def talk_page(web: Web) -> AboutAnna:
    """Før samtalen."""
    return AboutAnna(web, "samtale")


@pytest.fixture
def plan_page(web: Web) -> AboutAnna:
    """Ret forløbet."""
    return AboutAnna(web, "forloeb")


@pytest.fixture
def sus(web: Web, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """An operator, signed in; the passwords they give out are hashed cheaply."""
    monkeypatch.setattr(staff, "HASHER", CHEAP)
    monkeypatch.setattr(staff.add_staff, "__kwdefaults__", {"hasher": CHEAP})
    return web.signed_in(employ("Sus", "operator"), "operator")
