"""The archive in LangChain's clothes."""

from qa import Archive
from qa.chain import ArchiveRetriever, answer_runnable


def test_the_retriever_gives_documents(archive: Archive) -> None:
    documents = ArchiveRetriever(archive=archive, k=2).invoke("Who is Tamir Heyman?")
    assert len(documents) == 2
    for document in documents:
        article = archive.article(document.metadata["article_id"])
        start, end = document.metadata["start"], document.metadata["end"]
        assert article.text[start:end] == document.page_content


def test_the_answerer_is_a_runnable(archive: Archive) -> None:
    answers = answer_runnable(archive).batch(["Who confirmed Israel's role?", "Capital of Peru?"])
    assert [answer.answered for answer in answers] == [True, False]
