"""An action and its form: shown again when refused, and never kept when a field is wrong."""

from collections.abc import Callable

import pytest
from jinja2 import FileSystemLoader

from tests.tracker.conftest import Web
from tracker import screen
from tracker.db import fact, set_fact, writing
from tracker.errors import NotFound, Refused
from tracker.forms import Form
from tracker.screen import back_to, unbroken, with_form


def sent(web: Web, action: Callable[[Form], object]):
    """What an action of one's own answers to an empty form."""
    with web.app.test_request_context("/job/log-paa/", method="POST"):
        return with_form("erase_own.html")(action)()


def test_an_action_that_forgets_to_refuse_is_a_fault_and_no_success(web: Web):
    def forgetful(form: Form):
        form.day("day")
        return back_to("sign_in.show")

    with pytest.raises(RuntimeError, match="forgetful went on without refuse_errors"):
        sent(web, forgetful)


def test_a_form_that_is_refused_leaves_nothing_of_it_behind(web: Web):
    def halfway(form: Form):
        set_fact("halfway", "yes")
        raise Refused({"name": "Skriv et andet navn."})

    with writing():  # as for every form of somebody signed in
        page, status = sent(web, halfway)
        assert (fact("halfway"), status) == ("", 422)
    assert "Skriv et andet navn." in page


def test_what_is_not_there_is_404_and_a_fault_of_ours_is_none(web: Web):
    for error, status in ((NotFound(), 404), (KeyError("x"), 500), (IndexError(), 500)):
        with web.app.test_request_context("/job/log-paa/", method="POST"):
            assert web.app.handle_user_exception(error).status_code == status


def test_a_line_ends_after_a_fact_and_never_within_a_number():
    lines = unbroken("sidst 26. nov. · 5 af 9 · i dag kl. 10–14").split(" ")
    assert lines == [
        "sidst",
        "26.\N{NO-BREAK SPACE}nov.\N{NO-BREAK SPACE}·",
        "5\N{NO-BREAK SPACE}af\N{NO-BREAK SPACE}9\N{NO-BREAK SPACE}·",
        "i",
        "dag",
        "kl.\N{NO-BREAK SPACE}10–\N{WORD JOINER}14",
    ]


def test_a_short_word_with_a_hyphen_is_held_together_and_no_other():
    joined = "a-\N{WORD JOINER}kasse, e-\N{WORD JOINER}Boks"
    assert unbroken("a-kasse, e-Boks") == joined
    for other in ("Mai-Britt S.", "2026-12-01", "e-handelsvirksomhed", "film - og opgave"):
        assert unbroken(other) == other


def test_an_upgrade_under_a_running_server_changes_none_of_its_pages(own_web: Web) -> None:
    screen.read_all(own_web.app)
    loader = own_web.app.jinja_loader
    assert isinstance(loader, FileSystemLoader)
    loader.searchpath.clear()  # as if other files lay there now
    assert own_web.nobody().get("/log-paa/").status == 200
    assert own_web.karin.get("/job/borgere/ny/").status == 200
