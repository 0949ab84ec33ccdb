"""`jobvej build` as an author meets it, and MkDocs without it."""

import os
import subprocess
import sys

import pytest
from click.testing import CliRunner

from jobvej.builder.commands import build
from tests.builder.tree import Tree


def test_a_build_says_where_the_site_is(tree: Tree) -> None:
    result = CliRunner().invoke(build, ["--root", str(tree.root)])
    assert result.exit_code == 0, result.output
    assert "Siden er bygget: 15 sider i " in result.output
    assert (tree.root / "build/current").is_file()


def test_every_problem_is_printed_once_and_the_exit_code_is_1(tree: Tree) -> None:
    line = tree.append("content/hjaelp.md", "\n{{ telfon() }}\n\n<script>[red]x</script>\n") + 1
    result = CliRunner().invoke(build, ["--root", str(tree.root)])
    assert result.exit_code == 1
    rows = result.output.splitlines()
    assert rows[0] == (
        f'content/hjaelp.md:{line}: makroen "telfon" findes ikke. Mente du "telefon"?'
    )
    assert rows[1].startswith(f'content/hjaelp.md:{line + 2}: "<script>" må ikke stå i teksten.')
    assert "Ret de 2 fejl ovenfor" in rows[3]
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("trouble", "code", "says"),
    [
        (OSError(28, "No space left on device"), 1, "Error: Siden kunne ikke skrives i "),
        (KeyboardInterrupt(), 130, "Stoppet. "),
    ],
)
def test_a_build_that_comes_to_no_end_says_that_nothing_live_is_touched(
    trouble: BaseException, code: int, says: str, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("jobvej.builder.site.write_catalog", interrupted)
    result = CliRunner().invoke(build, ["--root", str(tree.root)])
    assert result.exit_code == code
    assert result.output.startswith(says)
    assert "Den side, der ligger ude, er den samme som før." in result.output
    assert list((tree.root / "build").iterdir()) == []


def mkdocs(tree: Tree) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict"],
        cwd=tree.root,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=False,
    )


def test_plain_mkdocs_builds_the_same_pages(tree: Tree) -> None:
    result = mkdocs(tree)
    assert result.returncode == 0, result.stderr
    assert (tree.root / "build/mkdocs/kurser/cv/profiltekst/index.html").is_file()


def test_plain_mkdocs_fails_with_every_problem(tree: Tree) -> None:
    tree.append("content/hjaelp.md", "\n{{ telfon() }} <script>x</script>\n")
    result = mkdocs(tree)
    assert result.returncode != 0
    assert 'makroen "telfon" findes ikke' in result.stderr
    assert '"<script>" må ikke stå' in result.stderr
