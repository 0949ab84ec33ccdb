"""Hent borgere ind: row by row first, all or nothing, in the letters that Danish files come in."""

import io
import re

import pytest

from tests.tracker.acts import counted
from tests.tracker.conftest import Web
from tracker.models import Citizen, Plan

HERE = "/job/borgere/hent/"
HEAD = "navn;reference;forløb;start;hjælp"
CIRA = "Cira P.;2026-3;kort-vej;7.12.2026;med sparring"
AASE = "Åse Ø.;2026-4;to-om-ugen;2026-12-08;På egen hånd"


def look(web: Web, *lines: str):
    return web.karin.post(HERE, {"text": "\n".join((HEAD, *lines))})


def take(web: Web, *lines: str):
    return web.karin.post(f"{HERE}gem/", {"text": "\n".join((HEAD, *lines))})


def said(page) -> list[str]:
    """What happens to each row."""
    rows = [one for one in page.all("li") if one.get("class") == "item"]
    return [page.text(row.find("div").findall("p")[-1]) for row in rows]


def test_looking_takes_nobody_in(web: Web):
    page = look(web, CIRA, AASE)
    assert page.status == 200
    assert said(page) == ["Bliver oprettet", "Bliver oprettet"]
    assert "Alle 2 linjer er klar." in page.text()
    assert "Linjen er klar." in look(web, CIRA).text()
    assert (Citizen.here().count(), Plan.here().count()) == (2, 2)


def test_looking_asks_as_little_of_many_lines_as_of_few_and_holds_up_nobody(web: Web):
    def asked_with(rows: int) -> list[str]:
        lines = (f"Cira {n}.;2027-{n};kort-vej;7.12.2026;med sparring" for n in range(rows))
        with counted() as said:
            assert look(web, *lines).status == 200
        return said

    look(web, CIRA)  # signs in
    few = asked_with(2)
    assert len(asked_with(200)) == len(few)
    assert {one for one in few if not one.startswith("SELECT")} == {"BEGIN DEFERRED", "COMMIT"}


def test_all_are_taken_in_and_their_letters_are_ready(web: Web):
    page = web.karin.follow(take(web, CIRA, AASE))
    assert page.h1 == "Breve med koder"
    assert "Borgerne er oprettet. Print brevene nu." in page.text()
    aase = Citizen.here(Citizen.reference == "2026-4").get()
    assert (aase.display_name, aase.support_level, aase.consultant, aase.team) == (
        "Åse Ø.", "paa-egen-haand", web.cast.karin, web.cast.nord,
    )  # fmt: skip
    plan = Plan.here(Plan.citizen == aase.id).get()
    assert (plan.template, plan.start_on.isoformat(), plan.started_by) == (
        "to-om-ugen", "2026-12-08", web.cast.karin,
    )  # fmt: skip
    codes = re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", page.text())
    assert len(codes) == 2
    for code in codes:
        answer = web.nobody().post("/log-paa/", {"code": code, "enhed": "egen"})
        assert answer.status == 303


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (";2026-3;kort-vej;7.12.2026;med sparring", "Skriv navn"),
        ("Cira 010203-1234;2026-3;kort-vej;7.12.2026;med sparring", "CPR-nummer"),
        ("Cira P.;010203-1234;kort-vej;7.12.2026;med sparring", "CPR-nummer"),
        ("Cira P.;2026-1;kort-vej;7.12.2026;med sparring", "allerede en borger"),
        ("Cira P.;2026-3;langt;7.12.2026;med sparring", "Forløbet »langt« findes ikke."),
        ("Cira P.;2026-3;kort-vej;snart;med sparring", "Skriv den første dag"),
        ("Cira P.;2026-3;kort-vej;7.12.2028;med sparring", "langt fra i dag"),
        ("Cira P.;2026-3;kort-vej;7.12.2026;ingen", "Skriv hjælp undervejs som én af"),
    ],
)
def test_one_row_that_is_wrong_stops_all_and_is_told_by_its_line(web: Web, row, sentence):
    page = look(web, AASE, row)
    assert page.status == 422
    assert sentence in said(page)[0], "what is wrong stands first"
    assert said(page)[1] == "Bliver oprettet"
    assert "1 af 2 linjer skal rettes." in page.text()
    assert f"{HERE}gem/" not in page.forms()
    assert AASE in page.text(next(one for one in page.all("textarea")))
    assert take(web, AASE, row).status == 422
    assert Citizen.here().count() == 2


def test_two_rows_of_one_reference_do_not_fit_together(web: Web):
    page = look(web, CIRA, CIRA.replace("Cira", "Cilla"))
    assert "allerede en borger med reference 2026-3" in said(page)[0]
    assert Citizen.here().count() == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_files_are_read_as_they_come(web: Web, encoding, mark):
    data = f"{HEAD}\r\n{AASE}\r\n".replace(";", mark).encode(encoding)
    page = web.karin.post(HERE, {"file": (io.BytesIO(data), "borgere.csv")})
    assert said(page) == ["Bliver oprettet"]
    assert "Åse Ø." in page.text()


@pytest.mark.parametrize(
    ("head", "plan", "level"),
    [
        ("Navn;Ref;Forløb;Startdato;Hjælp undervejs", "4 Opgaver på 14 dage", "MED SPARRING"),
        ("NAVN;ref.;forloeb;første dag;hjælp", "KORT-VEJ", "med-sparring"),
    ],
)
def test_headings_have_several_names_and_a_plan_has_its_title(web: Web, head, plan, level):
    assert (
        web.karin.post(
            f"{HERE}gem/", {"text": f"{head}\nCira P.;2026-3;{plan};7.12.2026;{level}"}
        ).status
        == 303
    )
    cira = Citizen.here(Citizen.reference == "2026-3").get()
    assert (cira.display_name, cira.support_level) == ("Cira P.", "med-sparring")
    assert Plan.here(Plan.citizen == cira.id).get().template == "kort-vej"


def test_what_is_no_table_is_said_with_what_to_do(web: Web):
    page = web.karin.post(HERE, {"text": "Cira P.\nÅse Ø."})
    assert page.status == 422
    assert "Den øverste linje skal have overskrifter." in page.text()
    assert page.text(page.all("textarea")[0]) == "Cira P. Åse Ø."


def test_sending_it_twice_takes_nobody_in_twice(web: Web):
    assert take(web, CIRA).status == 303
    page = take(web, CIRA)
    assert page.status == 422
    assert "allerede en borger" in said(page)[0]
    assert Citizen.here().count() == 3
