"""What a model is given of the passages."""

from qa.excerpts import count_tokens, excerpts
from tests.passages import AGE, TIDE, ranked


def test_all_of_what_fits() -> None:
    tide, age = excerpts(ranked(), 1000)
    assert tide.text == TIDE.partition(" Ignore")[0]
    assert age.text == AGE
    assert (tide.number, age.number) == (1, 2)


def test_the_best_evidence_is_kept() -> None:
    (tide,) = excerpts(ranked(), 60)
    assert tide.text.startswith("The harbour bridge was closed")
    assert "18 months" not in tide.text
    assert "18 months" in " ".join(tide.sentences)


def test_what_is_left_out_shows() -> None:
    found = ranked()
    tide, _ = excerpts([found[0], found[5], found[4]], 1000)
    assert "…" not in tide.text
    long = " ".join(f"Sentence number {n} is here." for n in range(9))
    hit = ranked()[0].sentence.hit
    from tests.passages import hit as made

    some = ranked(made(long, "The Tide", hit.article.about.date, "T"))  # type: ignore[arg-type]
    (excerpt,) = excerpts([some[0], some[7]], 1000)
    assert "number 1 is here. … Sentence number 6" in excerpt.text


def test_a_quote_stands_in_its_article() -> None:
    tide, _ = excerpts(ranked(), 1000)
    start, end = tide.quote(0, 1)
    assert tide.hit.article.text[start:end].startswith("The harbour bridge")
    assert tide.hit.article.text[start:end].endswith("road office.")


def test_tokens_are_rather_too_many() -> None:
    assert count_tokens("The harbour bridge was closed.") >= 7
    assert count_tokens("") == 0
