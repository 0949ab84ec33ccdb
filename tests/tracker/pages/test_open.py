"""Hvorfor åbner du siden?"""

import pytest

from tests.tracker.conftest import Web
from tracker.models import AccessLog, PageGrant


def here(web: Web) -> str:
    return f"/job/borgere/{web.cast.anna}/aabn/"


def test_three_buttons_ask_why(web: Web):
    page = web.karin.get(f"/job/borgere/{web.cast.anna}/samtale/")
    assert page.h1 == "Hvorfor åbner du siden?"
    buttons = [page.text(one) for one in page.all("button") if one.get("name") == "formaal"]
    assert buttons == ["Forbered samtale", "Hjælp", "Teknisk fejl"]


@pytest.mark.parametrize("purpose", ["talk", "help", "technical"])
def test_the_answer_opens_the_page_and_is_written_down(web: Web, purpose):
    page = web.karin.follow(web.karin.post(here(web), {"formaal": purpose}))
    assert page.h1 == "Før samtalen: Anna K."
    assert AccessLog.get().purpose == purpose


@pytest.mark.parametrize("purpose", ["", "nysgerrig", "talk "])
def test_another_answer_opens_nothing(web: Web, purpose):
    assert web.karin.post(here(web), {"formaal": purpose}).status == 400
    assert PageGrant.select().count() == 0
    assert AccessLog.select().count() == 0


def test_the_consultant_is_told_that_the_citizen_can_see_it(web: Web):
    talk = f"/job/borgere/{web.cast.anna}/samtale/"
    assert "Anna kan se, at du har åbnet siden for at forberede samtalen." in (
        web.opened_by_karin().get(talk).text()
    )
    web.karin.post(here(web), {"formaal": "help"})
    assert "for at forberede samtalen og for at hjælpe." in web.karin.get(talk).text()


def test_reloading_the_answer_leads_to_the_page(web: Web):
    assert web.karin.get(here(web)).location == f"/job/borgere/{web.cast.anna}/samtale/"
