"""Many modules in one file do what they did: each once, when it is asked for, and apart."""

import pytest
from playwright.sync_api import Page

from jobvej.builder.pack import NotPacked, pack

MODULES = {
    "main": """
import { add, count as told } from "./counter.js";
const name = "main's own";
add(); add();
window.seen = [name, told()];
window.broken = import("./broken.js").then(() => "came", (error) => error.message);
window.later = import("./later.js").then(({ start }) => start());
""",
    "counter": """
import { name } from "./names.js";
let n = 0;
export function add() { n += name.length; }
export const count = () => n;
""",
    "later": """
import { add, count } from "./counter.js";
export { count };
export async function start() { add(); return count(); }
""",
    "names": 'window.made = (window.made || 0) + 1;\nexport const name = "ti";\n',
    "broken": 'import { name } from "./names.js";\nthrow new Error(name);\n',
}


def test_modules_keep_their_names_and_their_state_and_one_that_throws_stays_alone(
    page: Page,
) -> None:
    page.add_script_tag(content=pack(MODULES, "main"), type="module")
    assert page.evaluate("() => window.seen") == ["main's own", 4]
    assert page.evaluate("() => window.later") == 6
    assert page.evaluate("() => window.broken") == "ti"
    assert page.evaluate("() => window.made") == 1, "carried out once, whoever asks"


def test_what_is_not_packed_is_fetched_as_before() -> None:
    script = pack({"main": 'import("./apart.js");\n'}, "main")
    assert 'import("./apart.js")' in script


@pytest.mark.parametrize(
    "line",
    [
        'import * as all from "./a.js";',
        'import "./a.js";',
        "export default 1;",
        "export let n = 0;",
        'export { n } from "./a.js";',
        "export { n, m };",
    ],
)
def test_forms_it_does_not_know_are_refused_with_their_line(line: str) -> None:
    with pytest.raises(NotPacked, match=r"main\.js: "):
        pack({"main": f"{line}\n"}, "main")
