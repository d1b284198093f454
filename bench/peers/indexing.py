"""`python -m bench.peers.indexing SYSTEM FOLDER`: one way to index articles and ask, timed.

FOLDER holds `articles.json` (objects with title and text) and `questions.json`. Each system is used
as its documentation says, with the weights of our default model and passages of about 200 word
pieces; one short article is indexed before, untimed, so that what it imports is there. Writes
`SYSTEM.json`: texts embedded, seconds, milliseconds.
"""
# mypy: disable-error-code="import-not-found, misc, attr-defined, unused-ignore"

import json
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

from bench.metrics import percentiles
from bench.peers.corpus import sentence_transformer
from index.build import build
from index.chunk import chunk, embedded_text
from index.embed import BATCH, Embedder, PackagedEmbedder, embedder_of, fastest_precision
from index.load import read_articles
from index.models import packaged_folder
from index.network import Network, tokenizer, weights
from index.records import Article, Filter
from index.searcher import Searcher
from qa.retrieve import candidates

Row = Mapping[str, str]
Ask = Callable[[str], object]
ASKERS = (1, 8, 32)
K = 10
CHARACTERS, OVERLAP = 1000, 200
"""LangChain's tutorial: as long as our passages, about."""
PIECES, WORDS = 200, 140
MAX_BYTES = 1 << 26
WARM = ({"title": "Warm", "text": "What is imported once is imported now."},)


class System(Protocol):
    """One way to index; made with the model loaded."""

    def prepare(self, folder: Path, articles: Sequence[Row]) -> None:
        """Take what `build` shall index, and the new folder in which the index is kept."""

    def build(self) -> None:
        """Index it."""

    def texts(self) -> list[str]:
        """What was embedded of it."""

    def open(self) -> Ask:
        """Open what is kept; returns what finds passages for a question."""


class Given:
    """Keeps what it is given, and what it embeds."""

    _embedded: list[str]

    def prepare(self, folder: Path, articles: Sequence[Row]) -> None:
        self._folder, self._articles = folder, articles

    def texts(self) -> list[str]:
        return self._embedded


class Ours(Given):
    """This archive: reading, cutting, embedding, BM25, copies; dense and keyword search, fused."""

    def __init__(self) -> None:
        self._embedder = _embedder()

    def prepare(self, folder: Path, articles: Sequence[Row]) -> None:
        self._data, self._files = folder / "data", _written(folder, articles)

    def build(self) -> None:
        build(self._files, self._data, embedder=self._embedder)

    def texts(self) -> list[str]:
        return _cut(self._files)

    def open(self) -> Ask:
        searcher = Searcher.open(self._data)

        def ask(question: str) -> object:
            (vector,) = self._embedder.encode_questions([question])
            return candidates(question, vector, Filter(), searcher)

        return ask


class OurPassages(Given):
    """What cuts no articles itself is given our passages."""

    def prepare(self, folder: Path, articles: Sequence[Row]) -> None:
        self._folder, self._embedded = folder, _cut(_written(folder, articles))


@cache  # the model once, whoever asks: the process is measured whole
def _embedder() -> Embedder:
    return embedder_of("all-MiniLM-L6-v2")


def _written(folder: Path, articles: Sequence[Row]) -> Path:
    """The articles in a folder as the archive reads it, beside what is kept."""
    files = folder.with_name(f"{folder.name}, articles")
    files.mkdir()
    lines = "".join(json.dumps(row) + "\n" for row in articles)
    (files / "articles.jsonl").write_text(lines, "utf-8")
    return files


def _cut(files: Path) -> list[str]:
    """What the archive embeds of a folder of articles."""
    embedder = _embedder()
    return [
        embedded_text(article, passage)
        for article in read_articles(files, MAX_BYTES)
        if isinstance(article, Article)
        for passage in chunk(article, embedder.count_tokens, embedder.max_tokens)
    ]


class Alone(OurPassages):
    """The limit: a network alone, fed with ready batches of our passages. It finds nothing."""

    _tokenize: Callable[[list[str]], Any]
    """A batch made ready."""

    def prepare(self, folder: Path, articles: Sequence[Row]) -> None:
        super().prepare(folder, articles)
        by_length = sorted(self._embedded, key=len)
        self._batches = [
            self._tokenize(by_length[first : first + BATCH])
            for first in range(0, len(by_length), BATCH)
        ]

    def open(self) -> Ask:
        return lambda _: None


class Raw(Alone):
    """Our network."""

    def __init__(self) -> None:
        folder = packaged_folder()
        self._tokenize = tokenizer(folder, PackagedEmbedder.max_tokens).encode_batch
        self._network = Network(weights(folder))

    def build(self) -> None:
        for batch in self._batches:
            for made in self._network(batch):
                made.mean(axis=0)


class RawTorch(Alone):
    """The same in PyTorch, in the precision that this processor is fastest in there."""

    def __init__(self) -> None:
        from transformers import AutoModel, AutoTokenizer

        self._model: Any = AutoModel.from_pretrained(
            packaged_folder(), local_files_only=True, dtype=fastest_precision()
        )
        self._tokenize = partial(
            AutoTokenizer.from_pretrained(packaged_folder(), local_files_only=True),
            padding=True,
            truncation=True,
            max_length=PackagedEmbedder.max_tokens,
            return_tensors="pt",
        )

    def build(self) -> None:
        import torch

        with torch.inference_mode():
            for batch in self._batches:
                self._model(**batch).last_hidden_state.mean(dim=1)


class LangChain(Given):
    """The tutorial on semantic search: recursive splitter, Chroma.from_documents."""

    def __init__(self) -> None:
        from langchain_core.embeddings import Embeddings

        model = sentence_transformer()

        class HuggingFace(Embeddings):
            """What langchain-huggingface's HuggingFaceEmbeddings does."""

            def embed_documents(self, texts: list[str]) -> list[list[float]]:
                vectors: list[list[float]] = model.encode(texts).tolist()
                return vectors

            def embed_query(self, text: str) -> list[float]:
                return self.embed_documents([text])[0]

        self._embeddings = HuggingFace()

    def build(self) -> None:
        from langchain_chroma import Chroma
        from langchain_core.documents import Document
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHARACTERS, chunk_overlap=OVERLAP, add_start_index=True
        )
        documents = [
            Document(row["text"], metadata={"title": row["title"]}) for row in self._articles
        ]
        splits = splitter.split_documents(documents)
        Chroma.from_documents(splits, self._embeddings, persist_directory=str(self._folder))
        self._embedded = [split.page_content for split in splits]

    def open(self) -> Ask:
        from langchain_chroma import Chroma

        store = Chroma(persist_directory=str(self._folder), embedding_function=self._embeddings)
        return lambda question: store.similarity_search(question, k=K)


class LlamaIndex(Given):
    """The starting example: VectorStoreIndex.from_documents, persisted."""

    def __init__(self) -> None:
        from llama_index.core.embeddings import BaseEmbedding

        model = sentence_transformer()

        class HuggingFace(BaseEmbedding):
            """What llama-index-embeddings-huggingface does."""

            def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
                vectors: list[list[float]] = model.encode(
                    texts, batch_size=self.embed_batch_size, normalize_embeddings=True
                ).tolist()
                return vectors

            def _get_text_embedding(self, text: str) -> list[float]:
                return self._get_text_embeddings([text])[0]

            def _get_query_embedding(self, query: str) -> list[float]:
                return self._get_text_embeddings([query])[0]

            async def _aget_query_embedding(self, query: str) -> list[float]:
                return self._get_query_embedding(query)

        self._embed = HuggingFace()

    def build(self) -> None:
        from llama_index.core import Document, VectorStoreIndex
        from llama_index.core.node_parser import SentenceSplitter

        splitter = SentenceSplitter(chunk_size=PIECES, chunk_overlap=PIECES // 10)
        documents = [Document(text=row["text"]) for row in self._articles]
        index = VectorStoreIndex.from_documents(
            documents, transformations=[splitter], embed_model=self._embed
        )
        index.storage_context.persist(str(self._folder))
        self._embedded = [node.get_content() for node in index.docstore.docs.values()]

    def open(self) -> Ask:
        from llama_index.core import StorageContext, load_index_from_storage

        kept = StorageContext.from_defaults(persist_dir=str(self._folder))
        index = load_index_from_storage(kept, embed_model=self._embed)
        ask: Ask = index.as_retriever(similarity_top_k=K).retrieve
        return ask


class Txtai(OurPassages):
    """`Embeddings(hybrid=True, content=True)` over our passages: it cuts none itself."""

    def __init__(self) -> None:
        from txtai import Embeddings

        self._made = Embeddings(path=str(packaged_folder()), hybrid=True, content=True)

    def build(self) -> None:
        self._made.index(self._embedded)
        self._made.save(str(self._folder))

    def open(self) -> Ask:
        from txtai import Embeddings

        kept = Embeddings()
        kept.load(str(self._folder))
        one = Lock()  # its database breaks down when threads ask at once

        def ask(question: str) -> object:
            with one:
                return kept.search(question, K)

        return ask


class Haystack(Given):
    """Splitter and in-memory store of its indexing tutorial, saved to disk."""

    def __init__(self) -> None:
        from haystack.components.preprocessors import DocumentSplitter

        # What its SentenceTransformersDocumentEmbedder does, which is a package of its own now.
        self._model = sentence_transformer()
        self._splitter = DocumentSplitter(
            split_by="word", split_length=WORDS, split_overlap=WORDS // 10
        )
        self._splitter.warm_up()

    def build(self) -> None:
        from haystack import Document
        from haystack.document_stores.in_memory import InMemoryDocumentStore
        from haystack.document_stores.types import DuplicatePolicy as policy  # noqa: N813

        documents = [Document(content=row["text"]) for row in self._articles]
        splits = self._splitter.run(documents)["documents"]
        self._embedded = [split.content for split in splits]
        embedded = [
            Document(content=text, embedding=vector.tolist())
            for text, vector in zip(self._embedded, self._model.encode(self._embedded), strict=True)
        ]
        store = InMemoryDocumentStore(embedding_similarity_function="cosine")
        store.write_documents(embedded, policy.OVERWRITE)
        store.save_to_disk(self._kept)

    def open(self) -> Ask:
        from haystack.components.retrievers import InMemoryEmbeddingRetriever
        from haystack.document_stores.in_memory import InMemoryDocumentStore

        retriever = InMemoryEmbeddingRetriever(InMemoryDocumentStore.load_from_disk(self._kept))
        return lambda question: retriever.run(self._model.encode(question).tolist(), top_k=K)

    @property
    def _kept(self) -> str:
        return str(self._folder / "store.json")


SYSTEMS: Mapping[str, Callable[[], System]] = {
    "archive": Ours,
    "raw encoder": Raw,
    "raw encoder in PyTorch": RawTorch,
    "LangChain tutorial": LangChain,
    "LlamaIndex": LlamaIndex,
    "Haystack": Haystack,
    "txtai": Txtai,
}
RAW = ("raw encoder", "raw encoder in PyTorch")
"""These find nothing."""


def main(name: str, folder: Path) -> None:
    """Let one system index and answer on one core, and write what it took."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    parts = (folder / f"{part}.json" for part in ("articles", "questions"))
    articles, questions = (json.loads(path.read_text("utf-8")) for path in parts)
    system = SYSTEMS[name]()
    _prepared(system, folder / f"{name}, warm", WARM).build()
    _prepared(system, folder / name, articles)
    wall, cpu = time.perf_counter(), time.process_time()
    system.build()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    start = time.perf_counter()
    ask = system.open()
    opened = 1000 * (time.perf_counter() - start)
    result: dict[str, Any] = {"seconds": wall, "processor seconds": cpu, "opened, ms": opened}
    result["texts"] = system.texts()
    if name not in RAW:
        ask(questions[0])
        result |= {f"{askers} askers": _asked(ask, questions, askers) for askers in ASKERS}
    (folder / f"{name}.json").write_text(json.dumps(result), "utf-8")


def _prepared(system: System, folder: Path, articles: Sequence[Row]) -> System:
    folder.mkdir()
    system.prepare(folder, articles)
    return system


def _asked(ask: Ask, questions: Sequence[str], askers: int) -> dict[str, float]:
    def timed(question: str) -> float:
        start = time.perf_counter()
        ask(question)
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(askers) as pool:
        times = list(pool.map(timed, questions))
    return percentiles(times)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
