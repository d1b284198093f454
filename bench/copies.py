"""Copies planted among RealTimeQA's 5,384 articles: are they found, and nothing else?

Each planted copy is changed in one of `planted.KINDS`' ways and has another source; every other
one another headline. Round-ups of two articles' halves are planted too, which are nobody's copy.
All goes through the reading of articles, so page furniture is taken out as far as it is known for
what it is. Two articles that tell one story without our planting are taken as found; what they
are worth was read by eye (docs/LOG.md).
"""

import json
import random
import re
import time
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.data import rows, shared
from bench.metrics import mean
from bench.planted import KINDS, round_up
from bench.table import ARCHIVE, Row, compared
from index.copies import Kinship, find
from index.errors import MB
from index.load import read_articles
from index.records import Article

COPIES = 1170
"""Copies planted, as many of each kind."""
ROUND_UPS = 130
FEWEST_WORDS = 80
"""Of an article that is copied."""
DONORS = 3
"""Other articles that a copy takes words from."""
PRECISION, RECALL = 0.99, 0.95
WORDS = re.compile(r"\w+")

Group = Callable[[Mapping[str, Article]], Mapping[str, Hashable]]
Rows = list[dict[str, Any]]


def run(sample: int | None = None) -> dict[str, Any]:
    """Precision and recall over all; of a sample, over fewer articles and copies."""
    given = rows(shared("data/realtimeqa_2025_articles.jsonl.gz"))
    copies, others = (COPIES, ROUND_UPS) if sample is None else (len(KINDS), sample)
    given = given if sample is None else given[: 20 * sample]
    planted, origins, kinds = plant(given, copies, others)
    articles = read([*named(given), *planted])
    texts = {id: article.text for id, article in articles.items()}
    start = time.process_time()
    natural = find({id: text for id, text in texts.items() if id not in origins})
    seconds = time.process_time() - start
    stories = {id: group[0] for group in natural.groups for id in group}
    truth = {id: stories.get(origin, origin) for id, origin in origins.items()}
    truth |= {id: stories.get(id, id) for id in texts if id not in origins}
    found = {name: group(articles) for name, group in systems(natural).items()}
    return {
        "table": [_precision(found, truth, planted), *_recalls(found, origins, kinds)],
        "without planting": {
            "articles": len(given),
            "stories told more than once": len(natural.groups),
            "articles that tell them": len(stories),
            "pairs compared word by word": len(natural.verdicts),
            "seconds of one core": round(seconds, 1),
        },
    }


def named(given: Rows) -> Rows:
    """Articles with the ids that they are known by here."""
    return [{**row, "id": f"real {i}"} for i, row in enumerate(given)]


def plant(given: Rows, copies: int, others: int) -> tuple[Rows, dict[str, str], dict[str, str]]:
    """The copies and round-ups; the id of each one's original (a round-up's is its own); and the
    kind of each copy."""
    dice = random.Random(0)
    long = [i for i, row in enumerate(given) if len(row["text"].split()) >= FEWEST_WORDS]
    planted, origins, kinds = [], {}, {}
    names = list(KINDS)
    for n in range(copies):
        kind, i = names[n % len(names)], dice.choice(long)
        donors = [given[j]["text"] for j in dice.sample(long, DONORS)]
        id, row = f"copy {n}", given[i]
        title = given[dice.choice(long)]["title"] if n // len(names) % 2 else row["title"]
        body = KINDS[kind](row["text"], donors, dice)
        planted.append({"id": id, "title": title, "source": "Planted", "text": body})
        origins[id], kinds[id] = f"real {i}", kind
    for n in range(others):
        one, other = (given[i]["text"] for i in dice.sample(long, 2))
        id, text = f"round-up {n}", round_up(one, other)
        planted.append({"id": id, "title": id, "source": "Planted", "text": text})
        origins[id] = id
    return planted, origins, kinds


def read(records: Iterable[Mapping[str, Any]]) -> dict[str, Article]:
    """Articles as a build reads them, by the ids of the records."""
    with TemporaryDirectory() as temporary:
        lines = (json.dumps(record) + "\n" for record in records)
        Path(temporary, "a.jsonl").write_text("".join(lines), encoding="utf-8")
        found = [a for a in read_articles(Path(temporary), 64 * MB) if isinstance(a, Article)]
    return {article.id.removeprefix("a.jsonl#"): article for article in found}


def systems(natural: Kinship) -> dict[str, Group]:
    """Ours and the baselines: articles to the story that each is said to tell, by id."""

    def ours(articles: Mapping[str, Article]) -> Mapping[str, Hashable]:
        texts = {id: article.text for id, article in articles.items()}
        groups = find(texts, natural).groups
        return {id: group[0] for group in groups for id in group}

    return {
        ARCHIVE: ours,
        "same body": lambda articles: {
            id: tuple(WORDS.findall(article.text.casefold())) for id, article in articles.items()
        },
        "same headline": lambda articles: {
            id: " ".join(WORDS.findall((article.about.title or id).casefold()))
            for id, article in articles.items()
        },
    }


def _precision(
    found: Mapping[str, Mapping[str, Hashable]], truth: Mapping[str, str], planted: Rows
) -> Row:
    """Of the pairs said to be one story that have a planted article in them, those that are."""
    ids = [row["id"] for row in planted]
    right = {name: _pairs(stories, truth, ids) for name, stories in found.items()}
    scores = {name: mean(values) for name, values in right.items() if values}
    return Row("precision, pairs", scores.pop(ARCHIVE), scores, target=PRECISION)


def _pairs(
    stories: Mapping[str, Hashable], truth: Mapping[str, str], ids: Sequence[str]
) -> list[float]:
    together = defaultdict(set)
    for id, story in stories.items():
        together[story].add(id)
    pairs = {frozenset((id, other)) for id in ids for other in together[stories.get(id, id)] - {id}}
    return [float(len({truth[id] for id in pair}) == 1) for pair in sorted(pairs, key=sorted)]


def _recalls(
    found: Mapping[str, Mapping[str, Hashable]],
    origins: Mapping[str, str],
    kinds: Mapping[str, str],
) -> list[Row]:
    """Whether each copy is told to be one story with its original: all, then by kind."""

    def row(metric: str, ids: Sequence[str]) -> Row:
        values = {
            name: [
                float(stories.get(id, id) == stories.get(origins[id], origins[id])) for id in ids
            ]
            for name, stories in found.items()
        }
        return compared(metric, values, RECALL)

    return [
        row("recall, all copies", list(kinds)),
        *(row(f"recall, {kind}", [id for id in kinds if kinds[id] == kind]) for kind in KINDS),
    ]
