"""Hent samtaler: looked at first, then taken whole; nothing is kept between but in the form."""

import io

import pytest

from tests.tracker.acts import counted, moment
from tests.tracker.conftest import Web
from tests.visit import OWN_PAGE, Page
from tracker.models import Talk

HERE = "/job/samtaler/hent/"
TEXT = "dato;klokken;navn\n8.12.2026;10.00;Anna K.\n9.12.2026;10.00;Anna K."


def look(web: Web, **form) -> Page:
    return web.karin.post(HERE, {"text": TEXT, "mode": "phone", **form})


def carried(page: Page) -> dict[str, str]:
    """What the second form sends on."""
    [form] = [one for one in page.all("form") if one.get("action") == f"{HERE}gem/"]
    fields = {one.get("name"): one for one in form.iter() if one.tag in ("input", "textarea")}
    return {"text": fields["text"].text, "mode": fields["mode"].get("value")}


def test_it_is_found_from_i_dag(web: Web):
    assert HERE in web.karin.get("/job/i-dag/").links()
    page = web.karin.get(HERE)
    assert page.h1 == "Hent samtaler"
    assert "Højst 1000 linjer og 256 kB." in page.text()


def test_looking_changes_nothing_and_saying_yes_takes_what_was_seen(web: Web):
    page = look(web)
    assert page.status == 200
    assert "Nye samtaler (2) Linje 2 Anna K., tirsdag 8. december kl. 10.00" in page.text()
    assert "Hent 2 samtaler" in page.text()
    assert Talk.select().count() == 0
    page = web.karin.follow(web.karin.post(f"{HERE}gem/", carried(page)))
    assert page.h1.startswith("I dag")
    assert "Samtalerne er hentet. Borgerne kan se dem nu." in page.text()
    assert "Nye samtaler: 2. Fortryd" in page.text()
    assert Talk.select().count() == 2
    assert "Samtale tirsdag 8. december kl. 10.00" in web.anna.get("/dine-opgaver/").text()


def test_it_is_taken_back_from_i_dag(web: Web):
    page = web.karin.follow(web.karin.post(f"{HERE}gem/", {"text": TEXT, "mode": "phone"}))
    [path] = [one for one in page.forms() if one.startswith(HERE)]
    web.lars.post(path)
    assert Talk.select().count() == 2, "it is Karin's"
    page = web.karin.follow(web.karin.post(path))
    assert "Det er fortrudt." in page.text()
    assert Talk.select().count() == 0


def test_a_talk_that_another_system_moves_is_told_and_can_be_put_back(web: Web):
    text = "dato;klokken;navn;id\n8.12.2026;10.00;Anna K.;A1"
    web.karin.post(f"{HERE}gem/", {"text": text, "mode": "phone"})
    first = Talk.get()
    web.karin.post(f"{HERE}gem/", {"text": text.replace("10.00", "11.00"), "mode": "phone"})
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    assert "Samtalen 8. dec. er ændret til kl. 11.00, telefon din jobkonsulent" in told
    web.karin.post(f"/job/borgere/{web.cast.anna}/samtaler/{first.id}/fortryd/")
    assert "Samtale tirsdag 8. december kl. 10.00" in web.anna.get("/dine-opgaver/").text()


def test_an_import_that_only_moved_talks_is_taken_back_whole_from_i_dag(web: Web):
    text = "dato;klokken;navn;id\n8.12.2026;10.00;Anna K.;A1\n9.12.2026;10.00;Anna K.;A2"
    web.karin.post(f"{HERE}gem/", {"text": text, "mode": "phone"})
    moved = {"text": text.replace("10.00", "11.00"), "mode": "phone"}
    page = web.karin.follow(web.karin.post(f"{HERE}gem/", moved))
    assert "Ændrede samtaler: 2. Fortryd" in page.text()
    assert "Nye samtaler" not in page.text()
    [path] = [one for one in page.forms() if one.startswith(HERE)]
    assert "Det er fortrudt." in web.karin.follow(web.karin.post(path)).text()
    stand = Talk.here(Talk.outcome.is_null()).order_by(Talk.starts_at)
    assert [row.starts_at for row in stand] == [moment(8, 10), moment(9, 10)]
    told = web.anna.get("/dine-opgaver/aendringer/").text()
    assert "Fortrudt: Samtalen 8. dec. er ændret til kl. 11.00, telefon" in told
    again = web.karin.follow(web.karin.post(path)).text()
    assert "Det var fortrudt i forvejen. Intet er ændret." in again


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_file_does_as_well_however_it_was_saved(web: Web, encoding: str):
    data = (TEXT + "\n10.12.2026;10.00;Åse Ø.").encode(encoding)
    answer = web.karin.client.post(
        HERE,
        data={"file": (io.BytesIO(data), "samtaler.csv"), "mode": "phone", "text": ""},
        headers=OWN_PAGE,
    )
    text = Page(answer).text()
    assert "Ret de her linjer (1) Linje 4 Åse Ø. Åse Ø. findes ikke i dit team." in text
    assert "Hent 2" not in text, "all or nothing"


def test_nothing_new_has_nothing_to_say_yes_to(web: Web):
    web.karin.post(f"{HERE}gem/", {"text": TEXT, "mode": "phone"})
    page = look(web)
    assert "Der er ikke noget nyt at hente." in page.text()
    assert f"{HERE}gem/" not in page.forms()


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"text": " "}, "Vælg en fil, eller indsæt linjerne i feltet."),
        ({"text": "Anna K."}, "Den øverste linje skal have overskrifter."),
        ({"mode": "fax"}, "Vælg, hvordan I taler sammen."),
    ],
)
def test_what_cannot_be_read_says_so_and_what_was_pasted_stays(web: Web, form, sentence):
    page = look(web, **form)
    assert page.status == 422
    assert page.text().count(sentence) == 2
    [area] = [one for one in page.all("textarea") if one.get("id") == "text"]
    assert area.text.strip() == {"text": TEXT, **form}["text"].strip()


def test_what_went_wrong_meanwhile_takes_nothing(web: Web):
    page = web.karin.post(f"{HERE}gem/", {"text": f"{TEXT}\n1.1.2027;10.00;Bo M.", "mode": "phone"})
    assert page.status == 422
    assert "1 af 3 linjer skal rettes først. Intet er hentet." in page.text()
    assert "Bo M. findes ikke i dit team." in page.text()
    assert Talk.select().count() == 0


def test_another_teams_citizens_cannot_be_told_from_nobody(web: Web):
    page = web.lars.post(HERE, {"text": TEXT, "mode": "phone"})
    assert page.text().count("Anna K. findes ikke i dit team.") == 2


def test_what_was_pasted_is_only_text(web: Web):
    page = look(web, text=f"{TEXT}\n1.1.2027;10.00;<script>alert(1)</script>")
    assert "<script>alert" not in page.html


def test_a_file_that_is_too_large_is_refused(web: Web):
    assert look(web, text="x" * 300_000).status == 413


def test_looking_asks_as_little_of_many_lines_as_of_few_and_holds_up_nobody(web: Web):
    def asked_with(number: int) -> list[str]:
        lines = (f"8.12.2026;{hour // 60 + 8}.{hour % 60:02d};Anna K." for hour in range(number))
        with counted() as said:
            page = look(web, text="\n".join(("dato;klokken;navn", *lines)))
        assert f"Nye samtaler ({number})" in page.text()
        return said

    web.karin.get(HERE)  # signs in
    few = asked_with(5)
    assert len(few) == len(asked_with(100))
    assert {one for one in few if not one.startswith("SELECT")} == {"BEGIN DEFERRED", "COMMIT"}
