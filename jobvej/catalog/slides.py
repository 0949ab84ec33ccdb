"""Checks the slides of a storyboard: how many, what is on each, and that something is said."""

from collections.abc import Sequence

from jobvej.catalog.film import Reveal, Slide
from jobvej.catalog.tree import Tree, quoted

FEWEST_SLIDES, MOST_SLIDES, MOST_BULLETS = 3, 6, 4


def judge_slides(tree: Tree, file: str, slides: Sequence[Slide], line: int) -> None:
    """Note what is beyond the limits or silent; a wrong number of slides is noted at `line`."""
    count = len(slides)
    if not FEWEST_SLIDES <= count <= MOST_SLIDES:
        counted = "1 slide" if count == 1 else f"{count} slides"
        what = f"filmen har {counted}, men skal have {FEWEST_SLIDES} til {MOST_SLIDES}."
        mend = "Del filmen i to." if count > MOST_SLIDES else 'Hver "## " er en slide.'
        tree.problem(file, line, what, mend)
    for slide in slides:
        bullets = [reveal for reveal in slide.reveals if reveal.bullet]
        if len(bullets) > MOST_BULLETS:
            what = f"sliden har {len(bullets)} punkter, men højst {MOST_BULLETS} kan læses."
            tree.problem(file, bullets[MOST_BULLETS].line, what, "Del den i to slides.")
        _judge_said(tree, file, slide)
        _judge_steps(tree, file, slide, bullets)


def _judge_said(tree: Tree, file: str, slide: Slide) -> None:
    if not slide.title:
        tree.problem(file, slide.line, "sliden har ingen titel.", 'Skriv den efter "## ".')
    if not slide.reveals:
        what = f"på sliden {quoted(slide.title)} bliver der ikke sagt noget."
        tree.problem(file, slide.line, what, "Skriv fortællingen under titlen.")
    for reveal in slide.reveals:
        if not reveal.bullet and not reveal.narration:
            tree.problem(file, reveal.line, "punktet er tomt.", 'Skriv teksten efter "- ".')


def _judge_steps(tree: Tree, file: str, slide: Slide, bullets: list[Reveal]) -> None:
    """Note what keeps the rows of a screen from appearing one by one as they are said."""
    labels = [label for label, _ in slide.screen.rows] if slide.screen else []
    strays = [reveal for reveal in bullets if reveal.bullet not in labels]
    if labels and len(strays) < len(bullets):
        for reveal in strays:
            what = f"punktet {quoted(reveal.bullet)} er ingen række på skærmbilledet."
            tree.problem(file, reveal.line, what, "Skriv det, der står før kolon i rækken.")
        if slide.screen and slide.screen.highlight:
            what = "rækkerne får selv ringen, mens de bliver sagt."
            tree.problem(file, slide.line, what, "Slet * i skærmbilledet.")
    ringed = {reveal.bullet for reveal in bullets}
    ringed |= {slide.screen.highlight} if slide.screen else set()
    for label in sorted(ringed):
        if labels.count(label) > 1:
            what = f"to rækker hedder {quoted(label)}, så ringen ved ikke hvor."
            tree.problem(file, slide.line, what, "Giv rækkerne hver sit navn.")
