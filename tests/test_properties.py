"""What programs fill in is no fact."""

import pytest

from index.properties import properties


@pytest.mark.parametrize(
    ("title", "author", "stated"),
    [
        ("The pier", "Ida Brekke", {"title": "The pier", "author": "Ida Brekke"}),
        (" The pier ", None, {"title": "The pier"}),
        ("Microsoft Word - pier.doc", "python-docx", {}),
        ("pier_final2.indd", "Microsoft Office User", {}),
        ("Untitled document", "", {}),
        ("Users", "Una User", {"title": "Users", "author": "Una User"}),
        (None, None, {}),
    ],
)  # fmt: skip
def test_properties(title: str | None, author: str | None, stated: dict[str, str]) -> None:
    assert properties(title, author) == stated
