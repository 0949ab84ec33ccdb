"""What a course is: read from the authors' files, checked, and published as catalog.json.

The tracker, the benches and the tests import from here; `jobvej` itself imports every name from the
module that defines it.
"""

from jobvej.catalog.export import publish, write_catalog
from jobvej.catalog.load import load_published
from jobvej.catalog.model import Catalog
from jobvej.catalog.published import Published
from jobvej.catalog.read import read_catalog
from jobvej.catalog.strict import CatalogError

__all__ = [
    "Catalog",
    "CatalogError",
    "Published",
    "load_published",
    "publish",
    "read_catalog",
    "write_catalog",
]
