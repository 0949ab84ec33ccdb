"""Hard words and their explanations: content/data/ordbog.yml, in Danish and other languages."""

from jobvej.catalog.asides import Translation, Word
from jobvej.catalog.fields import Fields
from jobvej.catalog.front_matter import read_fields
from jobvej.catalog.names import danish_order
from jobvej.catalog.sentences import sentences
from jobvej.catalog.tree import Tree, quoted

FILE = "content/data/ordbog.yml"
LONGEST = 120
"""Characters of an explanation: one sentence, read in the middle of something else."""
LANGUAGES = {
    "en": ("English", "ltr"),
    "ar": ("العربية", "rtl"),
    "de": ("Deutsch", "ltr"),
    "fa": ("فارسی", "rtl"),
    "pl": ("Polski", "ltr"),
    "so": ("Soomaali", "ltr"),
    "ti": ("ትግርኛ", "ltr"),
    "tr": ("Türkçe", "ltr"),
    "uk": ("Українська", "ltr"),
}
"""Code → what its readers call the language, and which way they read."""


def read_words(tree: Tree) -> tuple[Word, ...]:
    """Return the words in Danish alphabetical order; none where there is no such file."""
    file = read_fields(tree, tree.root / FILE, required=False)
    if file is None:
        return ()
    with file as fields:
        found = [_read_word(group) for group in fields.groups("words")]
    seen: dict[str, int] = {}
    for word in found:
        for form in (word.word, *word.forms):
            if form.lower() in seen:
                what = f"{quoted(form)} står også i linje {seen[form.lower()]}."
                tree.problem(FILE, word.line, what, "Slet den ene.")
            seen.setdefault(form.lower(), word.line)
    return tuple(sorted((one for one in found if one.word), key=lambda one: danish_order(one.word)))


def _read_word(group: Fields) -> Word:
    with group as fields:
        line = fields.line()
        word = fields.text("word", example="rådighed")
        means = fields.text("means", example="At du kan tage et job og søger job.")
        _check_sentence(fields, means)
        forms = tuple(form.value for form in fields.texts("forms", required=False))
        translations = _translations(fields.group("translations"))
    return Word(word, forms, means, translations, line)


def _check_sentence(fields: Fields, means: str) -> None:
    """Note an explanation that is too much to read in the middle of a lesson."""
    what = ""
    if len(means) > LONGEST:
        what = f"forklaringen er {len(means)} tegn; højst {LONGEST}."
    elif (count := len(sentences(means))) > 1:
        what = f"forklaringen er {count} sætninger."
    if what:
        fields.problem("means", what, "Skriv én kort sætning.")


def _translations(group: Fields | None) -> tuple[Translation, ...]:
    """The translations that somebody has checked; the others wait in the file."""
    if group is None:
        return ()
    found = []
    with group as languages:
        for code, (name, direction) in LANGUAGES.items():
            language = languages.group(code)
            if language is None:
                continue
            with language as fields:
                text = fields.text("text", example="being able to take a job")
                if fields.day("reviewed_on") and text:
                    found.append(Translation(code, name, direction, text))
    return tuple(found)
