"""A language that a package names and has no text in is told, with what was found and what column was expected."""

from __future__ import annotations

import pytest

from scripts.model.languages import Languages
from scripts.model.problems import Problem
from scripts.validate.descriptor import Descriptor, Resource
from scripts.validate.languages import spoken

TABLE, PATH = "dimensions", "data/dimensions.csv"


def lacking(code: str) -> Problem:
    return Problem(
        file="datapackage.json",
        field="languages",
        code="language-without-columns",
        found=code,
        expected=f"label_{code}",
    )


@pytest.mark.parametrize(
    ("named", "file", "head", "held", "told"),
    [
        (["en", "fr"], (TABLE, PATH), b"id,label_en,label_fr\n1,a,b\n", ("en", "fr"), ()),
        (["en", "fr"], (TABLE, PATH), b"id,label_en\n1,label_fr\n", ("en",), ("fr",)),
        (["en", "fr", "es"], (TABLE, PATH), b"id,label_en\n", ("en",), ("fr", "es")),
        (["en", "fr"], (TABLE, PATH), b'\xef\xbb\xbf"label_fr","label_en"\r\n', ("en", "fr"), ()),
        (["en", "fr"], (TABLE, PATH), b"id,label_en,label_fr", ("en", "fr"), ()),
        (["en", "fr"], (TABLE, PATH), b"id,label_en,name_fr\n", ("en",), ("fr",)),
        (["fr"], (TABLE, PATH), b"id,label_en\n", Languages().codes, ("fr",)),
        (["en", "fr"], (TABLE, "data/gone.csv"), b"id,label_en\n", ("en", "fr"), ()),
        (["en", "fr"], ("of_their_own", PATH), b"id,label_en\n", ("en", "fr"), ()),
    ],
)
def test_a_language_without_columns_is_told(
    named: list[str], file: tuple[str, str], head: bytes, held: tuple[str, ...], told: tuple[str, ...]
) -> None:
    name, path = file
    described = Descriptor(
        raw={"languages": named}, data=b"", resources=(Resource(name=name, path=path, raw={}),), problems=()
    )
    assert spoken(described, {PATH: head}) == (Languages(held), tuple(map(lacking, told)))
