"""GET /api/slettet/<person>: a device asks whether to wipe what it kept."""

from uuid import uuid4

from tests.tracker.conftest import NOW, Web
from tracker.people import erasure

HERE = "/api/slettet/"


def test_yes_for_who_was_erased_and_no_for_everybody_else(web: Web):
    anna, bo = web.cast.anna, web.cast.bo
    erasure.erase(anna, erasure.REQUEST, NOW)
    nobody = web.nobody().client
    answers = {who: nobody.get(f"{HERE}{who}").get_json() for who in (anna, bo, uuid4())}
    assert answers.pop(anna) == {"ok": True, "erased": True}
    assert list(answers.values()) == [{"ok": True, "erased": False}] * 2


def test_it_is_asked_by_pseudonym_alone(web: Web):
    assert web.nobody().client.get(f"{HERE}anna").status_code == 404


def test_nobody_asks_about_many_pseudonyms(web: Web):
    nobody = web.nobody().client
    answers = [nobody.get(f"{HERE}{uuid4()}").status_code for _ in range(61)]
    assert (answers[0], answers[-1]) == (200, 429)
