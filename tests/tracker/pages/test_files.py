"""The tracker's style sheet and scripts as they are sent."""

import re

import pytest

from tests.tracker.conftest import Web
from tracker.pages.files import EDITION, JOINED, SHEETS, STATIC


def test_every_sheet_is_sent_in_one_file_and_without_our_comments(web: Web):
    sent = web.app.test_client().get(f"/app/{EDITION}/tracker.css")
    assert sent.mimetype == "text/css"
    assert "/*" not in sent.text
    assert sorted(JOINED) == sorted(path.stem for path in SHEETS.glob("*.css"))
    for name in JOINED:
        last = (SHEETS / f"{name}.css").read_text(encoding="utf-8").rstrip().splitlines()[-4:]
        assert "\n".join(last) in sent.text, name


def test_pages_name_them_by_what_is_in_them_so_that_a_browser_asks_once(web: Web):
    client = web.app.test_client()
    named = re.findall(r'"(/app/[^"]+)"', client.get("/log-paa/").text)
    assert named == [f"/app/{EDITION}/tracker.css", f"/app/{EDITION}/page.js"]
    for path in named:
        kept = client.get(path).cache_control
        assert kept.immutable
        assert not kept.no_cache, path  # Flask's own word for a file, and browsers believe it
        assert (kept.max_age or 0) > 30_000_000


@pytest.mark.parametrize("name", ["tracker.css", "page.js"])
def test_a_page_of_before_an_upgrade_gets_what_there_is_and_keeps_nothing(web: Web, name: str):
    client = web.app.test_client()
    now, before = client.get(f"/app/{EDITION}/{name}"), client.get(f"/app/0a1b2c3d/{name}")
    assert (before.status_code, before.data) == (200, now.data)
    assert not before.cache_control.immutable
    assert before.cache_control.max_age is None


def test_only_scripts_of_ours_are_sent(web: Web):
    client = web.app.test_client()
    for path in STATIC.iterdir():
        assert client.get(f"/app/{EDITION}/{path.name}").status_code == 200
    for name in ("none.js", "page.py", "..%2fapp.js"):
        assert client.get(f"/app/{EDITION}/{name}").status_code == 404
