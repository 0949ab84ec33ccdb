"""What lies in a tracker's database and in an author's folder is still known to another release.

A completion keeps the revision it was made on, and a take is named by its sentence: were either
computed in another way, all tasks would look new and every voice would be gone.
"""

import unicodedata

from jobvej.catalog import Catalog
from jobvej.catalog.revision import revision_of
from jobvej.catalog.takes import sentence_hash


def test_the_same_text_has_the_same_revision_for_good(sample: Catalog) -> None:
    assert revision_of("å", ["–", None, 2]) == "cd9e786e"
    revisions = {film.id: film.revision for film in sample.films()}
    revisions |= {one.task.id: one.task.revision for one in sample.lessons() if one.task}
    assert revisions == {
        "cv.opdater.video": "175e5652",
        "cv.opdater.opgave": "5b3fe2cf",
        "cv.profil.opgave": "6d826e65",
    }


def test_the_same_sentence_finds_its_take_for_good() -> None:
    assert sentence_hash("Så er det sagt.") == "c9a3c242abb4"
    assert sentence_hash(unicodedata.normalize("NFD", " Så er\ndet  sagt. ")) == "c9a3c242abb4"
    assert sentence_hash("Så er det sagt!") != "c9a3c242abb4"
