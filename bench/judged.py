"""What a person finds of a model's sentences: are those shown borne out by the articles?

`python -m bench.judged ask FILE [--sample N]` asks the model that ARCHIVE_LLM names the questions
of `python -m bench.prose` and writes its sentences, shown and removed, with what the articles say,
one JSON object a line. Somebody then sets `supported` in each, by the protocol of docs/prose.md:
true or false, with `why` in a word. `python -m bench.judged count FILE` adds the counts to
bench/results/judged.json; texts of the sets stay out of it.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.data import OURS
from bench.prose import ask, sets
from bench.remembering import Remembering
from index.embed import Embedder, embedder_of
from index.records import Article
from index.sentences import sentences
from qa.records import Answer, Citation
from qa.settings import settings

RESULT = OURS / "results" / "judged.json"
CITED = re.compile(r"(?P<sentence>.+?)(?P<numbers>(?:\s*\[\d+\])+)\s*", re.DOTALL)
NUMBER = re.compile(r"\d+")
BESIDE = 200
"""Characters of the article shown before and after a quote."""
NEAREST = 4
"""Sentences of the articles shown beside one that was removed."""


def main() -> None:
    """Ask, or count."""
    parser = argparse.ArgumentParser(prog="python -m bench.judged", description=__doc__)
    parser.add_argument("act", choices=["ask", "count"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, help="ask so many questions of each set")
    given = parser.parse_args()
    if given.act == "ask":
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in written(given.sample))
        with given.file.open("w", encoding="utf-8", buffering=1) as file:  # a line at a time
            file.writelines(lines)
        return
    rows = [json.loads(line) for line in given.file.read_text("utf-8").splitlines()]
    known = json.loads(RESULT.read_text("utf-8")) if RESULT.exists() else {}
    known[rows[0]["model"]] = counted(rows)
    RESULT.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(known, indent=2))


def written(sample: int | None) -> Iterator[dict[str, Any]]:
    """Every sentence that the model wrote, to be judged."""
    with Remembering(embedder_of("all-MiniLM-L6-v2")) as embedder:
        for name, questions, archive in sets(embedder, sample):
            for asked in ask(questions, archive):
                about = {
                    "model": Path(settings().llm).name,
                    "set": name,
                    "question": asked.question.text,
                }
                for row in of_answer(asked.answer, archive.article, embedder):
                    yield about | row | {"supported": None, "why": ""}


def counted(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The shares, and each verdict under its sentence's hash; raises ValueError for one that was
    not judged."""
    if open_ := [row["sentence"] for row in rows if not isinstance(row["supported"], bool)]:
        raise ValueError(f"{len(open_)} sentences are not judged, the first: {open_[0]}")
    result: dict[str, Any] = {}
    for shown in (True, False):
        some = [row for row in rows if row["shown"] is shown]
        result["shown" if shown else "removed"] = {
            "sentences": len(some),
            "supported": sum(row["supported"] for row in some),
            "why not": Counter(row["why"] for row in some if not row["supported"]),
        }
    result["verdicts"] = {_hash(row): row["supported"] for row in rows}
    return result


def _hash(row: dict[str, Any]) -> str:
    return hashlib.sha256(f"{row['question']}\n{row['sentence']}".encode()).hexdigest()[:16]


def of_answer(
    answer: Answer, article: Callable[[str], Article], embedder: Embedder
) -> Iterator[dict[str, Any]]:
    """The sentences of an answer, shown and removed."""
    if not answer.written:
        return
    by_number = {str(citation.number): citation for citation in answer.citations}
    for match in CITED.finditer(answer.text) if answer.written.sentences else ():
        cited = [by_number[number] for number in NUMBER.findall(match["numbers"])]
        told = [_around(one, article(one.article_id).text) for one in cited]
        yield {"shown": True, "sentence": match["sentence"].strip().lstrip(". "), "articles": told}
    for one in answer.written.removed:
        told = _nearest(one.text, answer, embedder)
        yield {"shown": False, "sentence": one.text, "articles": told, "reason": one.reason}


def _around(citation: Citation, text: str) -> str:
    """A quote with the text before and after it, and where it is from."""
    before = text[max(0, citation.start - BESIDE) : citation.start]
    after = text[citation.end : citation.end + BESIDE]
    return f"{citation.label}: {before}«{citation.quote}»{after}"


def _nearest(sentence: str, answer: Answer, embedder: Embedder) -> list[str]:
    """The sentences of the passages found that are nearest to one."""
    there = [
        hit.passage.text[span.start : span.end]
        for hit in answer.passages
        for span in sentences(hit.passage.text)
    ]
    if not there:
        return []
    scores = embedder.encode_passages(there) @ embedder.encode_questions([sentence])[0]
    return [there[place] for place in scores.argsort()[::-1][:NEAREST]]


if __name__ == "__main__":
    main()
