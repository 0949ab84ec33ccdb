"""/healthz and /readyz: running, and able to keep what is sent."""

from tests.tracker.conftest import BUILD, Web, full_disk, make_build
from tracker import site
from tracker.db import close_connection, fact
from tracker.store_file import close_store, database_path


def ready(web: Web):
    return web.nobody().client.get("/readyz")


def test_alive_asks_nothing_of_the_store(web: Web):
    close_store()
    assert web.nobody().client.get("/healthz").get_json() == {"ok": True}


def test_ready_writes_and_reads_a_real_row(web: Web):
    assert ready(web).get_json() == {"ok": True, "build": BUILD, "catalog": "ok"}
    first = fact("ready")
    ready(web)
    assert fact("ready") != first


def test_a_store_that_cannot_be_written_is_503_with_when_to_come_back(web: Web):
    with full_disk():
        answer = ready(web)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["error"] == "service unavailable"
    assert ready(web).status_code == 200


def test_a_store_that_cannot_even_be_opened_is_503_too(web: Web, settings):
    anna = web.anna
    close_connection()
    path = database_path(settings)
    away = path.rename(path.with_suffix(".away"))
    path.mkdir()  # SQLite cannot open it, as on a disk that has no room for the files beside it
    answers = [ready(web), anna.client.get("/dine-opgaver/")]
    close_connection()
    path.rmdir()
    away.rename(path)
    assert [answer.status_code for answer in answers] == [503, 503]
    assert "Vi kan ikke gemme lige nu" in answers[1].text
    assert ready(web).status_code == 200


def test_a_bad_newer_catalog_is_told_while_the_older_is_served(web: Web, settings, monkeypatch):
    monkeypatch.setattr(site, "CHECK_EVERY_SECONDS", 0.0)
    folder = make_build(settings.build_dir, "20261201120000-ffffffff")
    (folder / "catalog.json").write_text('{"format": 1}')
    web.nobody().client.get("/healthz")
    body = ready(web).get_json()
    assert (body["ok"], body["build"]) == (True, BUILD)
    assert "20261201120000-ffffffff kan ikke bruges" in body["catalog"]
