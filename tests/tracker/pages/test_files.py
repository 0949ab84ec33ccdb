"""The tracker's style sheet as it is sent."""

from __future__ import annotations

from tests.tracker.conftest import Web
from tracker.pages.files import JOINED, SHEETS


def test_every_sheet_is_sent_in_one_file_and_without_our_comments(web: Web):
    sent = web.app.test_client().get("/app/tracker.css")
    assert sent.mimetype == "text/css"
    assert "/*" not in sent.text
    assert sorted(JOINED) == sorted(path.stem for path in SHEETS.glob("*.css"))
    for name in JOINED:
        last = (SHEETS / f"{name}.css").read_text(encoding="utf-8").rstrip().splitlines()[-4:]
        assert "\n".join(last) in sent.text, name


def test_an_unchanged_style_sheet_is_not_sent_twice(web: Web):
    client = web.app.test_client()
    first = client.get("/app/tracker.css")
    again = client.get("/app/tracker.css", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.headers["Cache-Control"] == "no-cache"
