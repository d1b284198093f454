"""What the records say of themselves."""

from datetime import date
from typing import get_args

from index.records import KNOWN_FROM, Certainty, Metadata, Provenance


def test_every_provenance_has_its_certainty_and_words() -> None:
    assert set(KNOWN_FROM) == set(get_args(Provenance))
    assert {sure for sure, _ in KNOWN_FROM.values()} == set(Certainty)
    assert len({words for _, words in KNOWN_FROM.values()}) == len(KNOWN_FROM)


def test_each_fact_says_how_sure_it_is() -> None:
    about = Metadata(
        "Rain", "The Town", date(2021, 5, 8), updated=date(2021, 5, 9),
        provenance={
            "title": "inferred", "source": "furniture", "date": "byline", "updated": "record",
        },
    )  # fmt: skip
    assert [about.certainty(fact) for fact in ("title", "source", "date", "updated", "url")] == [
        Certainty.INFERRED, Certainty.READ, Certainty.READ, Certainty.STATED, None,
    ]  # fmt: skip
    assert about.told("date") == "read from the byline"
    assert about.told("url") == "unknown"


def test_a_fact_taken_away_leaves_no_trace() -> None:
    about = Metadata(
        "Rain", updated=date(2021, 5, 9), provenance={"title": "header", "updated": "header"}
    )
    assert about.without("updated") == Metadata("Rain", provenance={"title": "header"})
