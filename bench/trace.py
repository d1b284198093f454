"""Follow one question through every step: `python -m bench.trace "…"`.

Asks the index that `python -m index build` made.
"""

import sys

import numpy as np
from numpy.typing import NDArray

from index.embed import embedder_of
from index.records import Filter
from index.settings import IndexSettings, load
from qa import evidence, rerank
from qa.pipeline import Archive
from qa.reader import SpanReader
from qa.retrieve import candidates
from qa.settings import settings
from qa.understand import understand
from qa.weights import weights

SHOWN = 5


def main() -> None:
    """Print the steps for the question on the command line."""
    question = " ".join(sys.argv[1:])
    embedder = embedder_of(load(IndexSettings).model)
    reader = SpanReader(settings().reader)
    archive = Archive.open(embedder=embedder, reader=reader)
    with archive.reading() as searcher:
        known = searcher.holdings.sources
        day_meant = searcher.catalog.day_meant
        query = understand(question, (), Filter(), known, None, day_meant)
        print(f"understood: {query}\n")
        vector = embedder.encode_questions([query.text])[0]
        found = candidates(query.text, vector, query.filter, searcher)
        print(f"candidates: {len(found)}, copies folded")
        for one in found[:SHOWN]:
            print(f"  fused {one.fused:.4f} cosine {one.cosine:.2f} {one.passage.text[:70]!r}")
        rows = rerank.features(query, found, searcher) * weights("passages", rerank.FEATURES)
        print("\nranked, with what counts most for each")
        for i in np.argsort(-rows.sum(axis=1), kind="stable")[:SHOWN]:
            print(f"  {rows[i].sum():.2f} {found[i].passage.text[:70]!r}")
            print("      " + _most(rerank.FEATURES, rows[i]))
        hits = rerank.rank(query, found, searcher)
        hits = hits[: rerank.worth_reading([hit.score for hit in hits], settings().passages)]
        scored, hits = evidence.weigh(query, vector, hits, searcher, reader, embedder)
        print(f"\nread: {len(hits)} passages, {len(scored)} sentences; best first")
        for weighed in scored[:SHOWN]:
            s = weighed.sentence
            print(f"  {weighed.score:.2f} reader {s.score:+.1f} {s.short!r} in {s.quote[:70]!r}")
        rows = evidence.features(query, [one.sentence for one in scored[:1]], searcher)
        print(
            "      " + _most(evidence.FEATURES, rows[0] * weights("sentences", evidence.FEATURES))
        )
    answer = archive.answer(question)
    print(f"\nchance {answer.chance:.2f}, threshold {settings().threshold}\n{answer}")
    archive.close()


def _most(names: tuple[str, ...], parts: NDArray[np.float64]) -> str:
    return ", ".join(f"{names[i]} {parts[i]:+.2f}" for i in np.argsort(-abs(parts))[:6])


if __name__ == "__main__":
    main()
