"""`jobvej preview` over real HTTP: it follows the author, says what is wrong, and never stops."""

import http.client
import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from jobvej.authoring import preview
from jobvej.authoring.preview import Preview, listen
from jobvej.authoring.workshop import Workshop
from jobvej.builder.made import Again
from jobvej.builder.run import make_site
from jobvej.builder.sent import sent
from tests.authoring.conftest import replace, served
from tests.builder.tree import Tree

LESSON = "courses/cv/profiltekst.md"
WEBINAR = """---
id: webinar.tre
title: Tre linjer
summary: Vi skriver dem sammen.
starts_at: 2026-01-14 10:00
minutes: 60
host: Åby Kommune
video: {id: webinar.tre.video, title: Tre linjer}
---
{{ video() }}
"""
WIDE = "Virksomhedspraktikansøgningsskabelonerne"


class Author:
    """A person with an editor and a browser that only asks."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=40)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), body

    def page(self, path: str) -> str:
        return self.ask(path)[2].decode()

    def stamp(self, path: str) -> str:
        found = re.search(r'name="jobvej-preview" content="([^"]+)"', self.page(path))
        assert found
        return found[1]

    def wait(self, path: str, seen: str) -> int:
        """The status that a page gets which waits for news."""
        return self.ask(f"/preview/wait?{urlencode({'page': path, 'seen': seen})}")[0]

    def until(self, path: str, is_right: Callable[[str], bool]) -> str:
        """Wait as a page does until what it shows is right."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            stamp, shown = self.stamp(path), self.page(path)
            if is_right(shown):
                return shown
            self.wait(path, stamp)
        pytest.fail(f"{path} never became right:\n{shown[:3000]}")


@pytest.fixture
def author(tree: Tree) -> Iterator[Author]:
    workshop = Workshop(tree.root, tree.root / "build")
    with served(workshop) as port:
        workshop.start()
        author = Author(port)
        author.until("/", lambda page: "Små skridt" in page)
        yield author
    workshop.stop()


def test_drafts_are_shown_and_marked_wherever_they_are_named(author: Author) -> None:
    status, headers, body = author.ask("/kurser/cv/kladde/")
    assert status == 200
    assert "<h1>Kladde: Ikke færdig</h1>" in body.decode()
    assert "Kladde: Ikke færdig" in author.page("/kurser/cv/")
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    scripts = re.findall(r"<script[^>]*>", body.decode())
    assert '<script type="module" src="/preview/reload.js">' in scripts
    assert all(" src=" in script for script in scripts)


def test_no_page_elsewhere_may_read_what_is_not_published(author: Author, tree: Tree) -> None:
    tree.write("content/assets/a.svg", "<svg/>")
    author.until("/", lambda _: author.ask("/assets/a.svg")[0] == 200)
    for path in ("/", "/assets/a.svg", "/preview/reload.js", "/film/none.mp4"):
        assert "Access-Control-Allow-Origin" not in author.ask(path)[1], path


def test_a_saved_sentence_is_on_the_page_and_a_waiting_page_is_told(
    author: Author, tree: Tree
) -> None:
    address = "/kurser/cv/profiltekst/"
    stamp = author.stamp(address)
    replace(tree, LESSON, "Skriv ikke for langt.", "Skriv ganske kort.")
    assert author.wait(address, stamp) == 200
    assert "Skriv ganske kort." in author.page(address)
    assert author.stamp(address) != stamp


def test_a_page_without_news_is_told_to_ask_again(
    author: Author, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "PATIENCE", 0.1)
    stamp = author.stamp("/privatliv/")
    replace(tree, LESSON, "Skriv ikke for langt.", "Skriv ganske kort.")
    author.until("/kurser/cv/profiltekst/", lambda page: "ganske kort" in page)
    assert author.wait("/privatliv/", stamp) == 204


def test_a_mistake_stands_on_every_page_with_its_line_until_it_is_mended(
    author: Author, tree: Tree
) -> None:
    replace(tree, "content/hjaelp.md", "{{ telefon() }}", "{{ telfon() }}")
    said = "content/hjaelp.md:5: makroen &#34;telfon&#34; findes ikke."
    author.until("/hjaelp/", lambda page: said in page)
    author.until("/privatliv/", lambda page: said in page)
    replace(tree, "content/hjaelp.md", "{{ telfon() }}", "{{ telefon() }}")
    author.until("/hjaelp/", lambda page: said not in page and "00 00 00 00" in page)
    author.until("/privatliv/", lambda page: said not in page)


def test_files_that_nothing_can_be_made_of_are_said_and_healed_without_a_restart(
    author: Author, tree: Tree
) -> None:
    good = (tree.root / "mkdocs.yml").read_text("utf-8")
    tree.write("mkdocs.yml", "site_name: [")
    author.until("/hjaelp/", lambda page: "Siden kan ikke vises endnu" in page)
    tree.write("mkdocs.yml", good)
    tree.write("content/kommune.yml", "id: [")
    author.until("/hjaelp/", lambda page: "content/kommune.yml:1: " in page)
    tree.write("courses/cv/course.yml", "id: [")
    tree.write("content/planer/to-skridt.md", "")
    author.until("/hjaelp/", lambda page: "courses/cv/course.yml:1: " in page)


def test_a_new_lesson_comes_by_itself_where_its_page_was_missing(
    author: Author, tree: Tree
) -> None:
    status, _, body = author.ask("/kurser/cv/ny/")
    assert status == 404
    assert b"/preview/reload.js" in body
    text = "---\nid: cv.ny\ntitle: Ny\nsummary: Ny.\nstatus: draft\n---\nHelt ny.\n"
    tree.write("courses/cv/ny.md", text)
    replace(tree, "courses/cv/course.yml", "cv.udgaaet]", "cv.udgaaet, cv.ny]")
    author.until("/kurser/cv/ny/", lambda page: "Helt ny." in page)


def test_a_changed_film_is_made_meanwhile_and_can_be_seeked_in(author: Author, tree: Tree) -> None:
    def film(page: str) -> str:
        found = re.search(r"/film/cv\.profiltekst\.video\.[0-9a-f]{8}\.mp4", page)
        return found[0] if found else ""

    first = film(author.until("/kurser/cv/profiltekst/", lambda page: bool(film(page))))
    replace(tree, "videos/cv/profiltekst.md", "Mikkel er lagermand.", "Amira er lagermand.")
    page = author.until("/kurser/cv/profiltekst/", lambda page: film(page) not in ("", first))
    assert "Amira er lagermand." in page
    status, headers, body = author.ask(film(page), Range="bytes=10-19")
    assert status == 206
    assert headers["Content-Range"].startswith("bytes 10-19/")
    assert len(body) == 10


def test_a_film_that_cannot_be_drawn_is_said_on_the_page(author: Author, tree: Tree) -> None:
    replace(tree, "videos/cv/profiltekst.md", "## Et eksempel", f"## {WIDE}")
    said = f"videos/cv/profiltekst.md:12: ordet &#34;{WIDE}&#34; er bredere"
    author.until("/kurser/cv/profiltekst/", lambda page: said in page)
    replace(tree, "videos/cv/profiltekst.md", f"## {WIDE}", "## Et eksempel")
    author.until("/kurser/cv/profiltekst/", lambda page: said not in page)


def test_the_film_of_a_webinar_is_made_too(author: Author, tree: Tree) -> None:
    tree.write("content/webinarer/tre.md", WEBINAR)
    film = (tree.root / "videos/cv/profiltekst.md").read_text("utf-8")
    tree.write("videos/webinarer/tre.md", film.replace("cv.profiltekst.video", "webinar.tre.video"))
    author.until("/webinarer/tre/", lambda page: "<video" in page)


def test_a_changed_picture_is_loaded_anew(author: Author, tree: Tree) -> None:
    tree.write("content/assets/a.svg", "<svg/>")
    tree.write("content/hjaelp.md", "---\ntitle: Hjælp\n---\n![En tegning](assets/a.svg)\n")
    author.until("/hjaelp/", lambda page: "a.svg" in page and "kan ikke udgives" not in page)
    stamp = author.stamp("/hjaelp/")
    tree.write("content/assets/a.svg", "<svg><!-- ny --></svg>")
    assert author.wait("/hjaelp/", stamp) == 200
    assert b"ny" in author.ask("/assets/a.svg")[2]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/../mkdocs.yml", 404),
        ("/%2e%2e/%2e%2e/mkdocs.yml", 404),
        ("/..%2f..%2fmkdocs.yml", 404),
        ("/../hemmelig.html", 404),
        ("/kurser/../../hemmelig.html", 404),
        ("/%2e%2e/hemmelig.html", 404),
        ("/film/../../mkdocs.yml", 404),
        ("/dine-opgaver/", 404),
        ("/kurser", 302),
        (f"{sent().address}tokens.css", 200),
    ],
)
def test_addresses_give_what_lies_in_the_site_and_nothing_beside_it(
    site_author: Author, path: str, status: int
) -> None:
    answer, _, body = site_author.ask(path)
    assert answer == status
    assert b"site_name" not in body
    assert b"Hemmeligt" not in body


@pytest.fixture(scope="module")
def site_author(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Author]:
    """A preview whose site was made once, for tests that only look."""
    tree = Tree(tmp_path_factory.mktemp("preview") / "tree")
    workshop = Workshop(tree.root, tree.root / "build")
    workshop.www = tree.root / "www"
    make_site(tree.root, workshop.www, workshop.films, "preview")
    tree.write("hemmelig.html", "Hemmeligt")
    with served(workshop) as port:
        yield Author(port)


def test_other_names_and_other_methods_are_refused(site_author: Author) -> None:
    assert site_author.ask("/", Host="evil.example:8000")[0] == 403
    assert site_author.ask("/", Host=f"localhost:{site_author.port}")[0] == 200
    assert site_author.ask("/", "POST")[0] == 405
    status, _, body = site_author.ask("/hjaelp/", "HEAD")
    assert (status, body) == (200, b"")


def test_only_the_pages_that_show_a_changed_text_are_made_again(tree: Tree) -> None:
    www, films = tree.root / "www", tree.root / "build/films"
    assert make_site(tree.root, www, films, "preview").problems == ()
    pages = {page: page.stat().st_mtime_ns for page in www.rglob("*.html")}
    replace(tree, "videos/cv/profiltekst.md", "Mikkel er lagermand.", "Amira er lagermand.")
    replace(tree, "content/hjaelp.md", "Ring på", "Ring bare på")
    changed = frozenset({"videos/cv/profiltekst.md", "content/hjaelp.md"})
    made = make_site(tree.root, www, films, "preview", Again(changed))
    assert made.problems == ()
    again = {
        page.relative_to(www).as_posix()
        for page, at in pages.items()
        if page.stat().st_mtime_ns != at
    }
    assert again - {"404.html"} == {"kurser/cv/profiltekst/index.html", "hjaelp/index.html"}
    assert "Amira er lagermand." in (www / "kurser/cv/profiltekst/index.html").read_text("utf-8")


def test_a_taken_port_is_passed_over_and_a_wished_one_is_not() -> None:
    first = listen(0)
    assert first
    port = first.getsockname()[1]
    assert listen(port) is None
    first.close()


def test_what_is_made_of_the_site_goes_when_the_preview_stops(tree: Tree) -> None:
    workshop = Workshop(tree.root, tree.root / "build")
    workshop.start()
    app = Preview(workshop)
    end = time.monotonic() + 60
    while workshop.www is None and time.monotonic() < end:
        assert app.stamp("/")
        time.sleep(0.1)
    www = workshop.www
    assert www is not None
    assert www.is_dir()
    workshop.stop()
    assert not www.exists()
    assert not list((tree.root / "build").glob("site-*"))


@pytest.mark.browser
def test_in_a_browser_the_page_loads_itself_anew_and_nothing_is_refused(
    author: Author, tree: Tree, page: Page
) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"http://127.0.0.1:{author.port}/hjaelp/")
    page.evaluate("() => { window.before = true; }")
    replace(tree, "content/hjaelp.md", "Ring på", "Ring bare på")
    page.get_by_text("Ring bare på").wait_for(timeout=30_000)
    assert page.evaluate("() => window.before") is None
    assert not [line for line in said if "Content Security Policy" in line or "Failed" in line]


@pytest.mark.browser
def test_a_course_that_cannot_be_kept_here_is_not_offered(author: Author, page: Page) -> None:
    page.goto(f"http://127.0.0.1:{author.port}/kurser/cv/")
    page.wait_for_function("() => !document.querySelector('[data-offline]')")
    assert "data-offline" in author.page("/kurser/cv/")
    assert page.get_by_text("Læs kurset uden internet").count() == 0


def test_a_fault_of_ours_is_said_as_ours_and_the_preview_goes_on(
    tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    workshop = Workshop(tree.root, tree.root / "build", said.append)
    monkeypatch.delattr("jobvej.builder.plugin.unformatted")
    workshop.start()
    end = time.monotonic() + 60
    while not said and time.monotonic() < end:
        time.sleep(0.1)
    workshop.stop()
    assert said[0].startswith("Det er en fejl i Jobvej, ikke i din tekst. Fortryd det sidste.\n")
    assert re.search(r"NameError: .* \(plugin\.py:\d+\)$", said[0])
