"""How large the tracker is: its lines of Python by part, beside the 5,000 it was meant to have.

A line counts when it holds code: no blank line, comment or docstring. The frozen steps of the
database are SQL, and are counted by themselves.
"""

import ast
import io
import tokenize
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table

TRACKER = Path(__file__).resolve().parents[1] / "tracker"
MEANT = 5_000
SILENT = {
    tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT,
    tokenize.ENDMARKER,
}  # fmt: skip


def code_lines(source: str) -> int:
    """Lines that hold code."""
    words: set[int] = set()
    for node in ast.walk(ast.parse(source)):
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if is_text and isinstance(node.value.value, str):
            words.update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in SILENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    return len(lines - words)


def main() -> None:
    """Print the parts, the largest first, and the whole as a ratio to what was meant."""
    parts: Counter[str] = Counter()
    for file in TRACKER.rglob("*.py"):
        folder = file.relative_to(TRACKER).parts[0]
        part = "one file each, in tracker/" if folder.endswith(".py") else f"tracker/{folder}/"
        parts[part] += code_lines(file.read_text(encoding="utf-8"))
    table = Table("part", "lines of code")
    for part, lines in parts.most_common():
        table.add_row(part, f"{lines:,}")
    whole = parts.total()
    table.add_row("all", f"{whole:,}", style="bold")
    console = Console()
    console.print(table)
    steps = [file.read_text(encoding="utf-8") for file in TRACKER.glob("migrations/*.sql")]
    sql = [line for step in steps for line in step.splitlines() if line[:2] not in ("", "--")]
    console.print(f"{len(sql):,} lines of SQL are the frozen steps of the database")
    console.print(f"{whole / MEANT:.2f} of the {MEANT:,} lines that the tracker was meant to have")


if __name__ == "__main__":
    main()
