"""Write docs/map.md from the first docstring line of every module."""

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("jobvej", "tracker", "bench")
INTRO = """# Map

Every module in one line, written by `make docs` from the modules' own first lines
and held against the code by a test. Data flows one way: `courses/`, `videos/` and
`content/` → `jobvej.catalog` → `jobvej.builder` (the site) and `jobvej.studio` (the films);
`catalog.json` → `tracker`; events → `tracker`.
"""


def first_line(file: Path) -> str:
    """The module's purpose as its docstring says it, or empty."""
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.splitlines()[0] if text else ""


def comment_line(file: Path) -> str:
    """The purpose of a browser module or a step of the database: its first comment line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        text = line.strip().removeprefix("/**").removeprefix("//").removeprefix("*")
        text = text.removeprefix("--").strip()
        if text:
            return text.removesuffix("*/").strip()
    return ""


def rows(folder: Path) -> list[str]:
    """One list line per module directly in this folder."""
    lines = []
    for file in sorted(folder.glob("*.py")):
        if purpose := first_line(file):
            lines.append(f"- `{file.name}`: {purpose}")
    for file in (*sorted(folder.glob("*.js")), *sorted(folder.glob("*.sql"))):
        lines.append(f"- `{file.name}`: {comment_line(file)}")
    return lines


def map_text() -> str:
    """The whole page as it should stand in docs/map.md."""
    parts = [INTRO]
    for package in PACKAGES:
        folders = [ROOT / package, *sorted(p for p in (ROOT / package).rglob("*") if p.is_dir())]
        for folder in folders:
            if "__pycache__" in folder.parts or not (lines := rows(folder)):
                continue
            parts.append(f"## {folder.relative_to(ROOT).as_posix()}/\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


if __name__ == "__main__":
    (ROOT / "docs" / "map.md").write_text(map_text(), encoding="utf-8")
    sys.stdout.write("docs/map.md written\n")
