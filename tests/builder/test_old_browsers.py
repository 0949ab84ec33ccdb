"""Safari 15, Firefox 102 and Samsung Internet 18 read every script, and the plain part of styles.

One thing that a browser cannot read costs it the whole script, or the whole rule: then nothing that
stands beside it works either. What only does less where it is missing is not looked for here.
"""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = (
    *(ROOT / "jobvej" / "builder").rglob("*.js"),
    *(ROOT / "tracker" / "static").glob("*.js"),
)
SHEETS = (
    *(ROOT / "jobvej" / "builder" / "assets").rglob("*.css"),
    *(ROOT / "tracker" / "sheets").glob("*.css"),
)
UNREADABLE = {
    "a look behind in a regular expression (Safari 16.4)": (r"\(\?<[=!]", "/(?<=a)b/"),
    "a static block (Safari 16.4)": (r"\bstatic\s*\{", "class A { static { f(); } }"),
    "a regular expression with v (Safari 17)": (r"/[dgimsuy]*v[dgimsuy]*\.", "/[a--b]/v.test(a)"),
    "import with (Safari 17.2)": (r"\bfrom\s+\S+\s+with\b", 'import a from "./a.json" with {}'),
}
UNKNOWN = {
    "at (Safari 15.4)": (r"\.at\(", "rows.at(-1)"),
    "structuredClone (Safari 15.4)": (r"\bstructuredClone\(", "structuredClone(a)"),
    "hasOwn (Safari 15.4)": (r"\.hasOwn\(", "Object.hasOwn(a, b)"),
    "findLast (Safari 15.4, Firefox 104)": (r"\.findLast(Index)?\(", "a.findLast(f)"),
    "showModal (Safari 15.4)": (r"\.showModal\(", "box.showModal()"),
    "to… of an array (Safari 16)": (r"\.to(Sorted|Reversed|Spliced)\(", "a.toSorted()"),
    "timeout, any (Safari 16, 17.4)": (r"\bAbortSignal\.\w", "AbortSignal.timeout(9)"),
    "groupBy (Safari 17.4)": (r"\.groupBy\(", "Object.groupBy(a, f)"),
    "withResolvers (Safari 17.4)": (r"\.withResolvers\(", "Promise.withResolvers()"),
    "requestIdleCallback (no Safari)": (r"\brequestIdleCallback\(", "requestIdleCallback(f)"),
}
YOUNG = r":has\(|:focus-visible|::details-content|:popover-open|:user-(in)?valid"
"""What a selector of one's own may hold; among others it takes them with it."""
NESTED = r"^\s*&|@media[^{]*[<>]"
"""Rules inside rules, and `width < 40rem`: browsers of before 2023 read neither."""


def found(patterns: dict[str, tuple[str, str]], text: str) -> list[str]:
    return [name for name, (pattern, _) in patterns.items() if re.search(pattern, text)]


def selectors(rule: str) -> list[str]:
    """A list of selectors cut at its commas, but not at those inside brackets."""
    depth, cut = 0, [""]
    for sign in rule:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            cut.append("")
        else:
            cut[-1] += sign
    return cut


def mixed(sheet: str) -> list[str]:
    """Rules in which a young selector stands among plain ones."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    rules = re.findall(r"([^{};]+)\{", plain)
    return [
        " ".join(rule.split())
        for rule in rules
        if len({bool(re.search(YOUNG, one)) for one in selectors(rule)}) > 1
    ]


def test_no_script_holds_what_would_cost_all_of_it() -> None:
    assert SCRIPTS
    for path in SCRIPTS:
        assert not found(UNREADABLE | UNKNOWN, path.read_text(encoding="utf-8")), path


def test_nor_does_the_search_that_we_did_not_write(www: Path) -> None:
    """It asks before it calls; but what cannot be read is not asked for."""
    text = (www / "soeg" / "indeks" / "pagefind.js").read_text(encoding="utf-8")
    assert not found(UNREADABLE, text)


def test_no_young_selector_takes_plain_ones_with_it() -> None:
    assert SHEETS
    for path in SHEETS:
        sheet = path.read_text(encoding="utf-8")
        assert not mixed(sheet), path
        assert not re.search(NESTED, sheet, re.MULTILINE), path


def test_each_of_these_would_be_found() -> None:
    for patterns in (UNREADABLE, UNKNOWN):
        for name, (_, example) in patterns.items():
            assert found(patterns, example) == [name]
    assert mixed(".a,\n.b:not(:has(+ .c, .d)) {") == [".a, .b:not(:has(+ .c, .d))"]
    assert not mixed(".a:has(.b), .c:has(.d) {") and not mixed(":is(.a, .b):has(.c) {")
    assert re.search(NESTED, "@media (width < 40rem) {") and re.search(NESTED, "  & .a {")
