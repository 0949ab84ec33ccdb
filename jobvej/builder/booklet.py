"""A course as a booklet: its lessons on one page, to print for people who work on paper."""

import re
from urllib.parse import urljoin

FOLDER = "haefte"
"""The site's folder with a booklet for each course."""
_LEFT_OUT = re.compile(r'<input\b[^>]*>|<div class="tabbed-labels">.*?</div>', re.DOTALL)
"""The controls that choose between tabs: on paper all tabs are shown."""
_TAG = re.compile(
    r"</?(?:h[2-5]|details|summary)\b[^>]*>|<[^>]*? (?:id|href|src)=\"[^>]*>", re.DOTALL
)
"""The tags that change on paper; most do not."""
_HEADING = re.compile(r"(?<=h)[2-5]\b")
_ID = re.compile(r' id="[^"]*"')
_ADDRESS = re.compile(r'\b(href|src)="([^"]*)"')
_UNFOLDED = (
    (re.compile(r"<details\b.*"), '<div class="admonition">'),
    (re.compile(r"</details>"), "</div>"),
    (re.compile(r"<summary\b.*"), '<p class="admonition-title">'),
    (re.compile(r"</summary>"), "</p>"),
)


def on_paper(html: str, url: str) -> str:
    """The cleaned text of the lesson at `url` as it appears in a booklet, below its title.

    Everything that is folded or in tabs on the screen is shown, headings are one level lower, and
    ids are left out, since other lessons have the same ones. Links still lead where they did.
    """

    def printed(found: re.Match[str]) -> str:
        tag = _ID.sub("", found[0])
        if tag.lstrip("</").startswith("h"):
            tag = _HEADING.sub(lambda level: str(int(level[0]) + 1), tag, count=1)
        for folded, unfolded in _UNFOLDED:
            tag = folded.sub(unfolded, tag)
        return _ADDRESS.sub(lambda one: f'{one[1]}="{urljoin(url, one[2])}"', tag)

    return _TAG.sub(printed, _LEFT_OUT.sub("", html))
