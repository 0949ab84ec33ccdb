"""Whatever an author writes, the build says file and line, and all of it at once."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PIL import Image

from jobvej.builder.site import BuildFailed, build_site
from jobvej.catalog.addresses import TRACKER
from tests.builder.conftest import NOW
from tests.builder.tree import Tree, page

LESSON = "courses/cv/profiltekst.md"
CASES = yaml.safe_load((Path(__file__).parent / "cases/hostile.yml").read_text(encoding="utf-8"))
Complain = Callable[[], list[str]]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_build_names_file_and_line(case: dict, tree: Tree, problems: Complain) -> None:
    line = tree.append(LESSON, "\n" + case["body"] + "\n") + 1 + case.get("line", 0)
    found = problems()
    assert found, "the build went through"
    assert any(one.startswith(f"{LESSON}:{line}: ") and case["says"] in one for one in found), found


def test_pages_and_plans_are_held_to_the_same(tree: Tree, problems: Complain) -> None:
    lines = {
        name: tree.append(name, "\n<script>x</script> {{ telfon() }}\n") + 1
        for name in ("content/hjaelp.md", "content/planer/to-skridt.md", "content/privatliv.md")
    }
    places = [f"{name}:{line}:" for name, line in lines.items() for _ in range(2)]
    assert [one.split(" ")[0] for one in problems()] == places


def test_all_problems_of_all_pages_come_at_once(tree: Tree, problems: Complain) -> None:
    lines = {
        tree.append(LESSON, "\n{{ telfon() }}\n\n{{ ''.__class__ }}\n") + 1,
        tree.append(LESSON, "\n<script>x</script>\n") + 1,
        tree.append(LESSON, "\n[x](javascript:x)\n") + 1,
    }
    other = tree.append("content/hjaelp.md", "\n<p onclick=x>x</p>\n") + 1
    tree.write("courses/cv/hul.md", "---\nid: cv.hul\ntitel: x\n---\n")
    found = problems()
    assert {f"{LESSON}:{line}" for line in lines} <= {one.rsplit(": ")[0] for one in found} | {
        ":".join(one.split(":")[:2]) for one in found
    }
    assert any(one.startswith(f"content/hjaelp.md:{other}: ") for one in found)
    assert any(one.startswith("courses/cv/hul.md:3: ") for one in found)
    assert found == sorted(found, key=lambda one: (one.split(":")[0], int(one.split(":")[1])))


def test_the_same_mistake_twice_is_said_for_both_lines(tree: Tree, problems: Complain) -> None:
    first = tree.append(LESSON, "\n<script>a</script>\n") + 1
    second = tree.append(LESSON, "\nTekst.\n\n<script>b</script>\n") + 3
    assert [one.split(" ")[0] for one in problems()] == [
        f"{LESSON}:{first}:",
        f"{LESSON}:{second}:",
    ]


def test_what_the_front_matter_declares_must_stand_in_the_text(
    tree: Tree, problems: Complain
) -> None:
    text = (tree.root / LESSON).read_text(encoding="utf-8")
    tree.write(LESSON, text.replace("{{ video() }}", "").replace("{{ task() }}", ""))
    assert [one.split(": ", 1)[1] for one in problems()] == [
        'filmen "cv.profiltekst.video" er ikke sat ind i teksten. Skriv {{ video() }}.',
        'opgaven "cv.profiltekst.opgave" er ikke sat ind i teksten. Skriv {{ task() }}.',
    ]


def test_a_film_on_a_page_without_one(tree: Tree, problems: Complain) -> None:
    line = tree.append("content/hjaelp.md", "\n{{ video() }}\n\n{{ task() }}\n") + 1
    assert [one.split(" ")[0] for one in problems()] == [
        f"content/hjaelp.md:{line}:",
        f"content/hjaelp.md:{line + 2}:",
    ]


def test_no_page_takes_an_address_of_the_tracker_of_a_course_or_of_our_files(
    tree: Tree, problems: Complain
) -> None:
    taken = {
        **{f"{one.strip('/')}.md": f"/{one.strip('/')}/" for one in TRACKER},
        "kurser/index.md": "/kurser/",
        "kurser/cv/profiltekst.md": "/kurser/cv/profiltekst/",
        "assets/jobvej.0a1b2c3d/a.svg": "/assets/jobvej.0a1b2c3d/a.svg",
        "assets/film/x.txt": "/assets/film/x.txt",
    }
    for name in taken:
        tree.write(f"content/{name}", page("Min"))
    assert problems() == [
        f'content/{name}:1: adressen "{taken[name]}" er optaget. '
        "Giv filen eller mappen et andet navn."
        for name in sorted(taken)
    ]


def test_front_matter_can_neither_choose_a_template_nor_hide_a_macro(tree: Tree) -> None:
    text = page("Hjælp", "Ring på {{ telefon() }}.")
    tree.write("content/hjaelp.md", text.replace("summary", "template: 404.html\nsummary"))
    with pytest.raises(BuildFailed) as failed:
        build_site(tree.root, tree.root / "build", NOW)
    assert "template" in str(failed.value)


def test_a_text_that_an_old_editor_saved_is_told_by_its_line(
    tree: Tree, problems: Complain
) -> None:
    lines = {}
    for name in (LESSON, "content/hjaelp.md", "content/planer/to-skridt.md"):
        lines[name] = tree.append(name, "\nDét er svært. <script>x</script>\n") + 1
        path = tree.root / name
        path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252", "replace"))
    found = problems()
    assert {one.split(":")[0] for one in found} == set(lines)
    for name, line in lines.items():
        assert any(one.startswith(name) and "ikke er UTF-8" in one for one in found), found
        assert any(one.startswith(f'{name}:{line}: "<script>"') for one in found), found


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("---\nTo opgaver.\n", "---"),
        ("---\nTo opgaver.", "---\N{NO-BREAK SPACE}\nTo opgaver."),
        ("title: To skridt", "title: 2026-13-45"),
        ("title: To skridt", "title: 0012"),
    ],
)
def test_the_fields_of_a_page_are_never_its_text(written: str, instead: str, tree: Tree) -> None:
    """Whatever another YAML reader would have made of them."""
    for name in ("content/planer/to-skridt.md", "content/hjaelp.md"):
        path = tree.root / name
        text = path.read_text(encoding="utf-8").replace("title: Hjælp", "title: To skridt")
        path.write_text(text.replace(written, instead), encoding="utf-8")
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    for name in ("planer/to-skridt", "hjaelp"):
        shown = (www / name / "index.html").read_text(encoding="utf-8")
        assert "title:" not in shown
        assert "Bente" not in shown


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("Kære Mette på 2. sal".encode("cp1252"), "her står et tegn, der ikke er UTF-8."),
        (b"CPR: 010190-1234", "her står noget, der ligner et CPR-nummer."),
    ],
)
@pytest.mark.parametrize("shown", ["", '\n{{ skabelon("brev.txt") }}\n'])
def test_a_template_is_held_to_the_same_as_any_text(
    written: bytes, says: str, shown: str, tree: Tree, problems: Complain
) -> None:
    name = "brev.txt" if shown else "profiltekst.txt"
    tree.append(LESSON, shown)
    (tree.root / "courses/cv" / name).write_bytes(written)
    (one,) = problems()
    assert one.startswith(f"courses/cv/{name}:1: {says}")


def test_what_is_odd_and_no_mistake_is_shown_as_it_was_meant(tree: Tree) -> None:
    pictures = ("IMG_0412.JPG", "cv.jpeg", "cv.webp")
    for name in pictures:
        Image.new("RGB", (8, 8)).save(tree.root / "courses/cv" / name)
        tree.append(LESSON, f"\n![Et CV]({name})\n")
    (tree.root / "courses/cv/profiltekst.txt").write_bytes(b"\xef\xbb\xbfJeg er\r\nJeg kan\r\n")
    tree.write("content/hjaelp.md", page("0012", "Husk: Ring først.\n\n---\n\nSlut.\n\n---\n"))
    for name in ("jobmesse", "filmklub"):  # which begin like addresses of the tracker
        tree.write(f"content/{name}.md", page(name.capitalize()))
    www = build_site(tree.root, tree.root / "build", NOW).folder / "www"
    assert all((www / "kurser/cv" / name).is_file() for name in pictures)
    template = (www / "kurser/cv/profiltekst/index.html").read_bytes().decode()
    assert "Jeg er\nJeg kan" in template
    assert "\N{ZERO WIDTH NO-BREAK SPACE}" not in template
    text = (www / "hjaelp/index.html").read_text("utf-8")
    assert "<h1>0012</h1>" in text and "Husk: Ring først." in text


def test_two_pages_cannot_have_one_address(tree: Tree, problems: Complain) -> None:
    tree.write("content/hjaelp/index.md", page("Hjælp igen"))
    assert problems() == [
        'content/hjaelp/index.md:1: adressen "/hjaelp/" bruges også af content/hjaelp.md. '
        "Giv filen eller mappen et andet navn."
    ]


def test_no_link_brings_what_lies_elsewhere_into_the_site(tree: Tree, problems: Complain) -> None:
    names = ("content/assets/key.txt", "content/assets/more", "courses/cv/.hidden.png")
    tree.write("var/secret.key", "not for readers")
    (tree.root / "content/assets").mkdir()
    for name in names:
        (tree.root / name).symlink_to(tree.root / "var" / ("" if "more" in name else "secret.key"))
    what = "her ligger en henvisning til et andet sted på disken. Læg selve filen her."
    assert problems() == [f"{name}:1: {what}" for name in names]


def test_a_page_or_script_of_an_authors_is_never_published(tree: Tree) -> None:
    for name in ("min.html", "min.js", "min.xhtml", "~min.MJS", "mit.svg"):
        tree.write(f"content/assets/{name}", "x")
    built = build_site(tree.root, tree.root / "build", NOW)
    there = {path.name for path in (built.folder / "www/assets").glob("*")}
    assert {one for one in there if one.strip("~").startswith("mi")} == {"mit.svg"}
    assert len([one for one in built.advice if "bliver ikke vist" in str(one)]) == 4
