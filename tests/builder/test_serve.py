"""`mkdocs serve`: an author who is writing sees the problems on the page, and never a dead one."""

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from tests.builder.tree import Tree


def rebuild(tree: Tree) -> Path:
    """One round of MkDocs' live reload."""
    www = tree.root / "served"
    config = load_config(str(tree.root / "mkdocs.yml"), site_dir=str(www))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/")
    config.plugins.on_shutdown()
    return www


def test_problems_stand_on_the_page_and_go_again(tree: Tree) -> None:
    good = (tree.root / "content/hjaelp.md").read_text(encoding="utf-8")
    line = tree.append("content/hjaelp.md", "\n{{ telfon() }} <script>x</script>\n") + 1
    page = (rebuild(tree) / "hjaelp/index.html").read_text(encoding="utf-8")
    assert "Siden kan ikke udgives endnu." in page
    assert f"content/hjaelp.md:{line}: makroen &#34;telfon&#34; findes ikke." in page
    assert f"content/hjaelp.md:{line}: &#34;&lt;script&gt;&#34; må ikke stå" in page
    assert "<script>x" not in page
    tree.write("content/hjaelp.md", good)
    page = (rebuild(tree) / "hjaelp/index.html").read_text(encoding="utf-8")
    assert "Siden kan ikke udgives" not in page


def test_a_tree_that_cannot_be_read_still_gives_a_page(tree: Tree) -> None:
    tree.write("content/kommune.yml", "id: [")
    page = (rebuild(tree) / "index.html").read_text(encoding="utf-8")
    assert "content/kommune.yml:1: " in page


def test_a_change_in_courses_or_films_is_noticed(tree: Tree) -> None:
    config = load_config(str(tree.root / "mkdocs.yml"), site_dir=str(tree.root / "served"))
    config.plugins.on_startup(command="serve", dirty=False)
    config = config.plugins.on_config(config)
    assert {str(tree.root / "courses"), str(tree.root / "videos")} <= set(config.watch)


def test_a_page_that_is_gone_says_what_its_author_must_mend(tree: Tree) -> None:
    tree.write("courses/cv/course.yml", "title: Dit CV: sådan\n")
    served = rebuild(tree)
    assert not (served / "kurser/cv/index.html").exists()
    page = (served / "404.html").read_text(encoding="utf-8")
    assert "courses/cv/course.yml:1: her står et kolon for meget." in page


def test_advice_alone_keeps_nobody_from_publishing(tree: Tree) -> None:
    tree.append("content/hjaelp.md", "\n#### For dybt\n")
    page = (rebuild(tree) / "hjaelp/index.html").read_text(encoding="utf-8")
    assert "Gode råd til den her side" in page
    assert "Siden kan ikke udgives" not in page
