"""CPU seconds of a build beside plain Material's, with the same pages in the same run.

The pages are the real courses, copied until there are enough. Ours makes films' texts, captions,
tasks, plans, catalog, search and policy of them and checks every link; Material gets the same words
as plain Markdown in folders, with its own search, as its documentation says. Counted is user + sys
of the whole process tree. The aim is a third of Material's at 1,000 pages. Exit code 1 above two
fifths of it, for no two runs of a busy machine are alike, or when 100 pages take more than 10 s.

Both write in memory where that can be. On a disk the kernel may take seconds more, for what others
did there: ext4 without a journal passes over every file that anybody has deleted in the last half
minute before it makes a new one (5,000 files: 0.05 s in memory, 1.5 s there).

Usage: python bench/build.py [pages …]; 100 and 1,000 without any.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jobvej.catalog import read_catalog
from jobvej.catalog.model import PUBLISHED, Catalog, Lesson
from jobvej.catalog.subtitles import transcript

ROOT = Path(__file__).resolve().parents[1]
MEMORY = Path("/dev/shm")  # noqa: S108 (the folder in it is new, and nobody else's)
TIMES_FASTER = 2.5
REAL_LIMIT = 10.0
_LINE = re.compile(r"(?m)^[^{|#`\n].{40,}$")
_MACRO = re.compile(r"\{\{ *(\w+)\(.*?\) *\}\}")
MATERIAL = """site_name: Jobvej
theme:
  name: material
  language: da
  font: false
markdown_extensions:
"""


def seconds(*command: str, cwd: Path) -> float:
    """User + sys of a command and of everything it started."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "0"},
    )
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: {said.decode()[-2000:]}")
    return used.ru_utime + used.ru_stime


def copy_ours(folder: Path, rounds: int) -> None:
    """The real tree; each round more is all courses and films again under other ids."""
    for name in ("content", "courses", "videos"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    courses = sorted(path.parent for path in (ROOT / "courses").glob("*/course.yml"))
    for number in range(1, rounds):
        for course in courses:
            for part in ("courses", "videos"):
                _copy_course(ROOT / part / course.name, folder / part, number)
    listed = (ROOT / "courses/ids.txt").read_text(encoding="utf-8")
    ids = set(re.findall(r"(?m)^[a-z][^\s#]*", listed))
    for course in courses:
        own = [one.partition(".")[2] for one in ids if one.startswith(f"{course.name}.")]
        ids |= {f"{course.name}-{n}.{last}" for n in range(1, rounds) for last in own}
    (folder / "courses/ids.txt").write_text("\n".join(sorted(ids)) + "\n", encoding="utf-8")


def _copy_course(source: Path, to: Path, number: int) -> None:
    name = f"{source.name}-{number}"
    (to / name).mkdir()
    for path in source.glob("*.*") if source.is_dir() else ():
        if path.suffix not in {".md", ".yml", ".txt"}:
            shutil.copy(path, to / name)
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".txt":
            text = re.sub(rf"(?<![\w/.-]){source.name}\.(?=[a-z])", f"{name}.", text)
            text = re.sub(rf"(?m)^id: {source.name}$", f"id: {name}", text)
            text = re.sub(r"(?m)^next:.*\n", "", text)
        if path.suffix == ".md" and source.parent.name == "courses":
            # No two lessons may share a paragraph.
            fields, line, body = text.partition("\n---\n")
            text = fields + line + _LINE.sub(lambda found: f"{found[0]} ({number})", body)
        (to / name / path.name).write_text(text, encoding="utf-8")


def copy_plain(folder: Path, catalog: Catalog) -> int:
    """The same pages as Markdown that plain Material builds; returns how many."""
    extensions = (ROOT / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:\n")[2]
    own = extensions.partition("\nvalidation:")[0]
    (folder / "mkdocs.yml").write_text(MATERIAL + own, encoding="utf-8")
    docs = folder / "docs"
    for course in catalog.courses:
        (docs / course.id).mkdir(parents=True)
        goals = "\n".join(f"- {goal}" for goal in course.goals)
        (docs / course.id / "index.md").write_text(
            f"# {course.title}\n\n{course.summary}\n\n{goals}\n", encoding="utf-8"
        )
        for lesson in course.lessons:
            if lesson.status == PUBLISHED:
                path = docs / course.id / f"{lesson.slug}.md"
                path.write_text(_plain(lesson), encoding="utf-8")
    (docs / "index.md").write_text("# Jobvej\n", encoding="utf-8")
    return len(list(docs.rglob("*.md")))


def _plain(lesson: Lesson) -> str:
    parts = {"video": "", "task": ""}
    if lesson.film:
        said = transcript(lesson.film)
        parts["video"] = "\n\n".join(f"### {title}\n\n" + "\n\n".join(own) for title, own in said)
    if lesson.task:
        parts["task"] = f"## {lesson.task.title}\n\n{lesson.task.do} {lesson.task.done_when}"
    body = _MACRO.sub(lambda found: parts.get(found[1], ""), lesson.body.text)
    body = re.sub(r"\]\((?!https?:)[^)]*\)", "](index.md)", body)
    return f"# {lesson.title}\n\n{lesson.summary}\n\n{body}"


def compare(wanted: int) -> tuple[float, float]:
    """CPU seconds of ours and of Material's for about so many pages."""
    real, problems = read_catalog(ROOT)
    if real is None:
        sys.exit("\n".join(map(str, problems)))
    rounds = max(1, round(wanted / (len(real.courses) + len(real.lessons()))))
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        ours, plain = Path(folder) / "ours", Path(folder) / "plain"
        ours.mkdir()
        plain.mkdir()
        copy_ours(ours, rounds)
        catalog, _ = read_catalog(ours)
        count = copy_plain(plain, catalog)
        jobvej = str(Path(sys.executable).with_name("jobvej"))
        # Before and after Material, for the machine may have other things to do meanwhile.
        before = seconds(jobvej, "build", cwd=ours)
        theirs = seconds(sys.executable, "-m", "mkdocs", "build", "-q", cwd=plain)
        after = seconds(jobvej, "build", cwd=ours)
    mean = (before + after) / 2
    print(
        f"{count:6,} pages  Material {theirs:5.1f} s  ours {mean:5.1f} s ({before:.1f} before, "
        f"{after:.1f} after)  {theirs / mean:.1f} times faster",
        flush=True,
    )
    return mean, theirs


def main() -> int:
    """Print a line for each size; 1 when a limit is broken."""
    sizes = [int(size) for size in sys.argv[1:]] or [100, 1000]
    broken = False
    for size in sizes:
        ours, theirs = compare(size)
        if size >= 1000 and theirs < TIMES_FASTER * ours:
            broken = True
        if size <= 110 and ours > REAL_LIMIT:
            broken = True
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
