"""The bench: metrics by hand, rankings and pages of small things, the seed questions for real."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bench import data, fit, plots, report, squad2
from bench.__main__ import PROGRAMS, SETS, main
from bench.choices import Choice, fit_choice, out_of_fold
from bench.data import OURS, archive_of, day, rows, shared
from bench.metrics import (
    Estimate,
    auroc,
    auroc_estimate,
    calibration_error,
    difference,
    exact_match,
    f1,
    hits_at,
    holds,
    mean,
    normalise,
    precision_recall,
    ratio,
    reliability,
)
from bench.peers import compare, environment
from bench.remembering import Remembering
from bench.retrieval import BM25, DENSE, FUSION, baselines, curves, hit_rows, judge
from bench.seed_questions import ask, by_type, held
from bench.table import ARCHIVE, Row, compared, told_apart
from index.embed import embedder_of
from index.errors import SettingsError
from index.models import PACKAGED, PACKAGED_DIGEST
from index.records import Span
from qa import Archive
from qa.reader import Words
from tests.toy import ToyEmbedder

TOWNS = [
    {"id": "dam", "title": "The dam", "text": "The dam at Orle burst on Monday. Nobody was hurt."},
    {"id": "fair", "title": "The fair", "text": "The fair at Tull drew 4,000 guests this year."},
]


def test_normalise() -> None:
    assert normalise("The “Dam”, a  story…") == "dam story"


def test_holds_whole_words() -> None:
    assert holds("Some 27 missiles.", ["27"])
    assert not holds("Some 270 missiles.", ["27"])
    assert not holds("Some", [""])


def test_exact_match_and_f1() -> None:
    assert exact_match("The Dam!", ["dam", "wall"]) == 1
    assert exact_match("the U.S.", ["US"]) == 1
    assert exact_match("old dam", ["dam"]) == 0
    assert f1("old dam", ["dam", "the old town wall"]) == pytest.approx(2 / 3)
    assert f1("dam dam", ["dam"]) == pytest.approx(2 / 3)


def test_no_answer_is_right_where_there_is_none() -> None:
    assert exact_match("", []) == f1("", []) == 1
    assert exact_match("dam", []) == f1("dam", []) == 0
    assert exact_match("", ["dam"]) == f1("", ["dam"]) == 0


def test_hits_at() -> None:
    assert hits_at(2, [[False, True], [False, False, True], []]) == [1, 0, 0]


def test_auroc() -> None:
    assert auroc([0.9, 0.5], [0.5, 0.1]) == pytest.approx(0.875)


def test_precision_recall() -> None:
    assert precision_recall([{"a", "b"}, set()], [{"a"}, {"c"}]) == (0.5, 0.5)
    assert precision_recall([set()], [set()]) == (1, 1)


def test_reliability() -> None:
    bins = reliability([0.11, 0.19, 1.0], [True, False, True])
    assert [b.chance for b in bins] == pytest.approx([0.15, 1])
    assert [(b.share, b.n) for b in bins] == [(0.5, 2), (1, 1)]
    assert calibration_error(bins) == pytest.approx(0.35 * 2 / 3)


def test_interval_holds_the_mean_and_narrows() -> None:
    few, many = mean([0, 1] * 10), mean([0, 1] * 1000)
    assert few == mean([0, 1] * 10)
    assert few.low < few.value == 0.5 < few.high
    assert many.high - many.low < few.high - few.low
    # The normal approximation: 0.5 ± 1.96 · 0.5 / √2000.
    assert many.high == pytest.approx(0.5219, abs=0.002)


def test_paired_difference_and_ratio() -> None:
    ours, theirs = [1.0, 1.0, 0.0, 1.0] * 20, [1.0, 0.0, 0.0, 1.0] * 20
    gain = difference(ours, theirs)
    assert gain.value == 0.25
    assert gain.low > 0
    assert ratio(ours, theirs).value == pytest.approx(1.5)


def test_auroc_interval() -> None:
    found = auroc_estimate([0.9] * 30, [0.1] * 20)
    assert found == Estimate(1, 1, 1, 50)


def test_auroc_gain_is_paired() -> None:
    theirs = [0.9, 0.8, 0.2] * 9, [0.1, 0.5, 0.4] * 9
    row = told_apart("told apart", {"cosine": theirs, ARCHIVE: ([1.0] * 27, [0.0] * 27)})
    assert row.gain
    assert (row.best, row.ours.value) == ("cosine", 1)
    assert row.gain.value == pytest.approx(1 - auroc(*theirs))
    assert row.gain.low > 0


def test_row_names_the_best_other() -> None:
    row = compared("hit", {"low": [0, 0], "high": [0, 1], ARCHIVE: [1, 1]}, target=0.9)
    assert (row.best, row.ours.value, set(row.baselines)) == ("high", 1, {"low", "high"})
    assert row.gain
    assert row.gain.value == 0.5


def test_day() -> None:
    assert day("2025/01/09") == day("2025-01-09")


def test_remembers_across_runs(tmp_path: Path, toy: ToyEmbedder) -> None:
    with Remembering(toy, tmp_path) as embedder:
        first = embedder.encode_passages(["dam", "fair", "dam"])
        embedder.encode_passages(["fair"])
    assert toy.embedded == 2
    again = Remembering(toy, tmp_path)
    assert np.array_equal(again.encode_passages(["dam", "fair", "dam"]), first)
    assert toy.embedded == 2
    again.encode_passages(["a third"])
    again.save()
    assert len(list(tmp_path.glob("*.npz"))) == 2


def test_forgets_to_measure_time(tmp_path: Path, toy: ToyEmbedder) -> None:
    embedder = Remembering(toy, tmp_path)
    embedder.encode_passages(["dam"])
    with embedder.forgetting():
        embedder.encode_passages(["dam"])
    embedder.encode_passages(["dam"])
    assert toy.embedded == 2


def test_baselines_and_their_hits(toy: ToyEmbedder) -> None:
    with archive_of(TOWNS, toy) as archive:
        with archive.reading() as searcher:
            found = baselines(["When did the dam burst?"], searcher, toy)
        rights = judge(found, archive, lambda _, passage, __: holds(passage.text, ["Monday"]))
    assert list(found) == [DENSE, BM25, FUSION]
    assert all(ranking[0][0].startswith("articles.jsonl#dam") for ranking in found.values())
    assert rights[BM25][0][0]
    assert curves(rights)[DENSE] == [1.0] * 10
    (row,) = hit_rows("lenient", {**rights, ARCHIVE: rights[DENSE]}, {1: 0.5})
    assert row.ours.value == 1


def test_an_archive_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, toy: ToyEmbedder
) -> None:
    monkeypatch.setattr(data, "BENCH", tmp_path)
    for _ in range(2):
        with data.kept_archive("towns", TOWNS, toy) as archive:
            assert archive.holdings().articles == 2
    assert toy.embedded == 2
    with data.kept_archive("towns", TOWNS[:1], toy) as archive:
        assert archive.holdings().articles == 1


class FirstWord:
    """A reader for which the first word of a sentence answers, the better the longer it is."""

    def read(
        self, question: str, passages: Sequence[str], sentences: Sequence[Sequence[Span]]
    ) -> list[list[Words]]:
        return [
            [
                Words(a, a + len(word), float(len(word)))
                for a, b in spans
                for word in text[a:b].split()[:1]
            ]
            for text, spans in zip(passages, sentences, strict=True)
        ]


def test_a_reader_reads_a_paragraph() -> None:
    reading = squad2.by(FirstWord())("Who?", "It rained. Ministers met. They left.")
    assert reading == squad2.Reading("Ministers", 9)


def stated(row: Row) -> dict[str, Any]:
    """A row as it is read back from a result."""
    read: dict[str, Any] = json.loads(json.dumps(asdict(row)))
    return read


def test_page(tmp_path: Path) -> None:
    ours, dense = Estimate(0.6, 0.5, 0.7, 16), Estimate(0.4, 0.3, 0.5, 16)
    gain = Estimate(0.2, 0.1, 0.3, 16)
    result = {
        "set": "towns",
        "command": "python -m bench towns",
        "commit": "abc",
        "day": "2026-11-20",
        "seconds": 3.2,
        "model": {"name": "toy", "sha256": "0" * 64},
        "scores": {
            "table": [stated(Row("hit@1", ours, {DENSE: dense}, 0.58, gain=gain, best=DENSE))],
            "hit curves, lenient": {ARCHIVE: [0.6] * 10},
            "reliability": {"bins": [{"chance": 0.2, "share": 0.1, "n": 9}]},
            "all": {"mean": 0.25},
        },
    }
    (tmp_path / "towns.json").write_text(json.dumps(result), encoding="utf-8")
    page = report.write(tmp_path).read_text("utf-8")
    line = "| towns | hit@1 | 16 | dense only 0.400 | **0.600** | 0.500 to 0.700 |"
    assert f"{line} +0.200 (0.100 to 0.300) on dense only | ≥ 0.580 ✓ |" in page
    assert "- all › mean: 0.250" in page
    drawn = {path.name for path in tmp_path.glob("*.svg")}
    assert len(drawn) == 2 * plots.available()
    assert all(f"({name})" in page for name in drawn)


def test_less_is_better() -> None:
    row = Row("refused", Estimate(0.1, 0, 0.2, 9), target=0.08, least=True)
    assert next(report.table_rows("towns", {"table": [stated(row)]}))[-1] == "≤ 0.080 ✗"


def test_goals_of_plain_figures() -> None:
    (cells,) = report.table_rows("canard", {"all": {"missing words recovered": 0.5, "mean": 1}})
    assert (cells[0], cells[-1]) == ("all › missing words recovered", "≥ 0.600 ✗")


def test_sets_that_are_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BENCH_SHARED", str(tmp_path))
    assert main(["clapnq"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"There is no {tmp_path}")
    assert line.endswith("set BENCH_SHARED to the folder of question sets.")


def test_a_peer_finds_our_passages(monkeypatch: pytest.MonkeyPatch) -> None:
    if not environment.installed():
        pytest.skip("the peers' environment is not there: `make bench` makes it")
    monkeypatch.setattr(compare, "PEERS", {"LangChain tutorial": "langchain_tutorial"})
    with archive_of(TOWNS, embedder_of(PACKAGED[0])) as archive, archive.reading() as searcher:
        told = compare.found_by_peers(["When did the dam burst?"], searcher, may_install=False)
    (found,) = told.values()
    assert not isinstance(found, str), found
    assert found.rankings[0][0].startswith("articles.jsonl#dam")
    assert found.milliseconds[0] > 0


def test_a_peer_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(environment, "STAMP", tmp_path / "none")
    toy = ToyEmbedder()
    with archive_of(TOWNS, toy) as archive, archive.reading() as searcher:
        told = compare.found_by_peers(["When?"], searcher, may_install=False)
    assert set(told) == set(compare.PEERS)
    assert all("not installed" in str(why) for why in told.values())


def test_the_weights_were_fitted_with_this_model_and_this_reader() -> None:
    stated = json.loads(fit.WEIGHTS.read_text("utf-8"))
    assert stated["model"]["sha256"] == PACKAGED_DIGEST
    assert stated["reader"] == hashlib.sha256(fit.READER.read_bytes()).hexdigest()
    for part, names in fit.NAMES.items():
        assert tuple(stated[part]) == names


def test_what_is_right_gets_the_most_weight() -> None:
    random = np.random.default_rng(0)
    some = []
    for i in range(40):
        rows = random.normal(size=(6, 2))
        labels = np.zeros(6)
        labels[rows[:, 0].argmax()], labels[rows[:, 1].argmin()] = 1.0, np.nan
        some.append(Choice(str(i), rows, labels))
    weights = fit_choice(some)
    assert weights[0] > 5 * abs(weights[1])
    scores = out_of_fold(some)
    known = [(c, s) for c, s in zip(some, scores, strict=True) if (c.labels == 1).any()]
    assert np.mean([c.labels[s.argmax()] == 1 for c, s in known]) > 0.9


def test_every_set_counts_the_same_where_sets_are_named() -> None:
    big = Choice("a", np.eye(2), np.array([1.0, 0.0]))
    small = Choice("b", np.eye(2), np.array([0.0, 1.0]))
    choices = [big] * 9 + [small]
    assert np.diff(fit_choice(choices))[0] < -0.5
    assert np.diff(fit_choice(choices, ["big"] * 9 + ["small"]))[0] == pytest.approx(0, abs=1e-3)


def test_every_goal_is_for_a_figure_that_is_measured() -> None:
    measured = [path for path in (OURS / "results").glob("*.json") if path.stem in report.GOALS]
    assert measured
    for path in measured:
        figures = dict(report.flat(json.loads(path.read_text("utf-8"))["scores"]))
        assert {goal for goal in report.GOALS[path.stem] if goal not in figures} == set()


@pytest.mark.parametrize(
    ("quotes", "right"), [(["It rose."], False), (["It rose.", "It fell."], True), ([], False)]
)
def test_both_sides_must_be_quoted(quotes: list[str], right: bool) -> None:
    assert held(quotes, {"answers": ["rose", "grew"], "against": ["fell"]}) is right
    assert held(quotes, {"answers": ["rose"]}) is bool(quotes)


@pytest.mark.timeout(900)
def test_our_seed_questions(archive: Archive) -> None:
    """A third of them: `python -m bench seed_questions` asks all."""
    scores = by_type(ask(rows(OURS / "our_seed_questions.jsonl")[::3], archive))
    assert scores["of"] == 20
    assert scores["right"] >= 18, scores["wrong"]


@pytest.mark.timeout(900)  # under a minute, but for machines that are busy
def test_smoke(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        shared("data/squad2_half.jsonl.gz")
    except SettingsError as missing:
        pytest.skip(str(missing))
    assert main(["--smoke"]) == 0
    said = capsys.readouterr().out
    assert all(f"\n{name}\n" in said for name in SETS if name not in PROGRAMS)
