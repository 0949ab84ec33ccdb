"""Headers on every answer, and unsafe requests from our own pages alone."""

import gzip

import pytest

from tests.tracker.conftest import Web
from tracker.headers import site_policy, tracker_policy, with_headers
from tracker.models import Wish
from tracker.pages.files import EDITION

POSTS = ("/dine-opgaver/oenske/", "/api/events", "/log-paa/", "/log-af/")
OURS = "http://localhost"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": OURS},
        {"Sec-Fetch-Site": ""},
        {"Origin": "null"},
        {"Origin": "https://evil.dk"},
        {"Origin": "https://localhost"},
        {"Origin": f"{OURS}:81"},
        {"Origin": f"{OURS}.evil.dk"},
        {"Referer": f"{OURS}/dine-opgaver/"},
    ],
)
def test_a_request_from_elsewhere_is_refused(web: Web, headers):
    for path in POSTS:
        answer = web.anna.client.post(path, data={"topic": "cv"}, headers=headers)
        assert answer.status_code == 403, path
    assert Wish.select().count() == 0


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "same-origin"}, {"Origin": OURS}, {"Origin": OURS, "Referer": "x"}],
)
def test_our_own_forms_are_taken_also_from_older_browsers(web: Web, headers):
    page = web.anna.post("/dine-opgaver/oenske/", {"topic": "cv"}, headers=headers)
    assert page.status == 303
    assert Wish.get().topic == "cv"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_unsafe_methods_are_judged_too(web: Web, method):
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = web.anna.client.open("/dine-opgaver/", method=method, headers=headers)
    assert answer.status_code == 403


def test_reading_needs_no_header(web: Web):
    assert web.anna.get("/dine-opgaver/", headers={"Sec-Fetch-Site": "cross-site"}).status == 200


def test_the_tracker_runs_no_inline_script_and_fetches_nothing_elsewhere():
    policy = tracker_policy()
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    for word in ("unsafe", "http:", "https:", "data:", "*", "sha256"):
        assert word not in policy


def test_the_site_runs_no_inline_script_either():
    """Our templates have none, and what an author writes must never run."""
    for path in ("/", "/kurser/cv/", "/404.html", "/assets/jobvej.0a1b2c3d/client/main.js"):
        assert "default-src 'none'" in site_policy(path)
        assert "script-src 'self';" in site_policy(path)
        for word in ("unsafe", "http:", "https:", "*", "sha256", "nonce"):
            assert word not in site_policy(path)


def test_a_drawing_runs_nothing():
    for path in ("/assets/hus.svg", "/kurser/cv/HUS.SVG"):
        assert "script-src" not in site_policy(path)
        assert "default-src 'none'" in site_policy(path)


def test_the_search_page_alone_may_compile_its_program_and_eval_stays_shut():
    assert "script-src 'self' 'wasm-unsafe-eval';" in site_policy("/soeg/")
    assert "script-src 'self' 'wasm-unsafe-eval';" in site_policy("/soeg/indeks/pagefind.js")
    for path in ("/", "/kurser/cv/soeg/", "/soegning/"):
        assert "unsafe" not in site_policy(path)


GZIP = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.mark.parametrize("path", ["/dine-opgaver/", f"/app/{EDITION}/tracker.css", "/ingen-side/"])
def test_what_a_citizen_reads_is_sent_gzipped_to_whoever_takes_it(web: Web, path: str):
    plain = web.anna.client.get(path)
    packed = web.anna.client.get(path, headers=GZIP)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert plain.vary.as_set() >= {"accept-encoding"} <= packed.vary.as_set()
    assert gzip.decompress(packed.data) == plain.data
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) / 2


def test_what_fits_in_one_packet_is_sent_as_it_is(web: Web):
    assert "Content-Encoding" not in web.anna.client.get("/healthz", headers=GZIP).headers


@pytest.mark.parametrize("path", ["/job/i-dag/", "/job/borgere/?soeg=bo"])
def test_what_staff_read_is_not_gzipped(web: Web, path: str):
    """A page that repeats words of its address must not tell by its length what else it holds."""
    answer = web.karin.client.get(path, headers=GZIP)
    assert answer.status_code == 200
    assert "Content-Encoding" not in answer.headers


def test_what_an_answer_says_itself_is_left_and_https_is_remembered():
    said = []
    start = with_headers(lambda *args: said.append(args), "p", is_https=True)
    own = [("content-security-policy", "own"), ("X-A", "b"), ("X-Frame-Options", "SAMEORIGIN")]
    start("200 OK", own)
    headers = {name.lower(): value for name, value in said[0][1]}
    assert headers["content-security-policy"] == "own"
    assert (headers["x-a"], headers["x-frame-options"]) == ("b", "SAMEORIGIN")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "max-age" in headers["strict-transport-security"]


def test_without_https_nothing_is_promised_about_it():
    said = []
    with_headers(lambda *args: said.append(args), "p", is_https=False)("200 OK", [])
    assert "Strict-Transport-Security" not in dict(said[0][1])
