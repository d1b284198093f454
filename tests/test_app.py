"""The page as a program: its API, its start, and what it says when it can't start."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from httpx import ConnectError, get

from app import main
from qa import Answer, Archive
from tests import ROOT
from tests.ports import free_port
from tests.serving import served

# Gradio 6.31 sums up its events with what pandas 3 deprecates.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")

WHO = "Who confirmed Israel's role?"
REFUSED = "What does a ticket for the moon ferry cost?"
LISTENS_WITHIN_S = 60


@pytest.fixture(scope="module")
def address(archive: Archive) -> Iterator[str]:
    with served(archive) as url:
        yield url


@pytest.fixture(scope="module")
def client(address: str) -> Client:
    return Client(address, verbose=False)


def sent(answer: Answer) -> Any:
    """The answer's data as they arrive through JSON, to compare with: another process, with other
    threads, may compute the last digits of a number otherwise."""
    return _about(json.loads(json.dumps(answer.to_dict())))


def _about(data: Any) -> Any:
    match data:
        case dict():
            return {key: _about(value) for key, value in data.items()}
        case list():
            return [_about(value) for value in data]
        case float():
            return pytest.approx(data, abs=1e-3)
    return data


def test_api_answers_as_python_does(client: Client, archive: Archive) -> None:
    text, data = client.predict(question=WHO, api_name="/ask")
    expected = archive.answer(WHO)
    assert text == expected.text
    assert data == sent(expected)
    assert [citation["number"] for citation in data["citations"]] == [
        int(number) for number in re.findall(r"\[(\d+)\]", text)
    ]


def test_api_takes_history(client: Client, archive: Archive) -> None:
    text, data = client.predict(WHO, [], api_name="/ask")
    history = [(WHO, text)]
    question = "When did he say so?"
    _, followed = client.predict(question, history, api_name="/ask")
    assert followed == sent(archive.answer(question, history=history))
    assert data["query"]["text"] != followed["query"]["text"]


def test_api_refuses_with_a_status(client: Client) -> None:
    _, data = client.predict(REFUSED, api_name="/ask")
    assert data["status"] != "answered"
    assert data["citations"] == []
    assert data["passages"]


def test_api_tells_errors_in_words(client: Client) -> None:
    with pytest.raises(AppError, match="question") as caught:
        client.predict("", api_name="/ask")
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize(
    ("question", "history"),
    [(WHO, [["a"]]), (WHO, "x"), (WHO, [[1, 2]]), (WHO, [["a", "b", "c"]]), (WHO, {"a": "b"})],
)
def test_api_tells_what_is_no_history(client: Client, question: str, history: object) -> None:
    with pytest.raises(AppError, match="history may hold"):
        client.predict(question, history, api_name="/ask")


@pytest.mark.parametrize("question", [7, None, ["Who?"], {"q": "Who?"}])
def test_api_tells_what_is_no_question(client: Client, question: object) -> None:
    with pytest.raises(AppError, match="question is no text"):
        client.predict(question, api_name="/ask")


def test_nobody_is_shown_what_others_do(address: str) -> None:
    for path in ("monitoring", "monitoring/summary"):
        assert get(f"{address}{path}").status_code == 403


def test_api_offers_one_function(client: Client) -> None:
    described = client.view_api(return_format="dict", print_info=False)
    assert isinstance(described, dict)
    assert list(described["named_endpoints"]) == ["/ask"]


def test_many_ask_at_once(client: Client, archive: Archive) -> None:
    questions = [WHO, REFUSED] * 4
    with ThreadPoolExecutor(len(questions)) as pool:
        answers = list(pool.map(lambda q: client.predict(q, api_name="/ask")[0], questions))
    assert answers == [archive.answer(question).text for question in questions]


def test_browser_is_told_to_load_nothing_from_elsewhere(address: str) -> None:
    policy = get(address).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy


def app(port: int, **environment: str) -> subprocess.Popen[str]:
    """`python app.py`, started as from a terminal: it can be interrupted, whatever started us."""
    settings = {f"ARCHIVE_{name.upper()}": value for name, value in environment.items()}
    return subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **settings, "ARCHIVE_PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )


def listens(port: int) -> bool:
    try:
        return get(f"http://127.0.0.1:{port}/").status_code == 200
    except ConnectError:
        return False


def test_app_listens_soon_and_prints_its_address(archive: Archive, seeds_data: Path) -> None:
    port, started = free_port(), time.monotonic()
    with app(port, data=str(seeds_data)) as running:
        try:
            while not listens(port) and running.poll() is None:
                assert time.monotonic() - started < LISTENS_WITHIN_S
                time.sleep(0.2)
            assert running.stdout
            assert f"http://127.0.0.1:{port}" in running.stdout.readline()
            running.send_signal(signal.SIGINT)
            assert running.wait() == 0
        finally:
            running.kill()


@pytest.mark.parametrize(("argument", "code"), [("--help", 0), ("--port", 2)])
def test_app_says_how_it_is_used(
    argument: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main([argument])
    said = capsys.readouterr()
    assert ended.value.code == code
    assert "usage: python app.py" in (said.err if code else said.out)


def test_app_says_when_the_port_is_taken(seeds_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with app(port, data=str(seeds_data)) as running:
            _, said = running.communicate()
    assert running.returncode == 2
    assert said.count("\n") == 1
    assert f"Port {port} is taken" in said
    assert "ARCHIVE_PORT=" in said


def test_app_says_when_the_address_is_not_ours(seeds_data: Path) -> None:
    with app(free_port(), data=str(seeds_data), host="192.0.2.1") as running:
        _, said = running.communicate()
    assert (running.returncode, said.count("\n")) == (2, 1)
    assert "ARCHIVE_HOST" in said


def test_app_says_when_there_are_no_articles(tmp_path: Path) -> None:
    missing = tmp_path / "none"
    with app(free_port(), data=str(tmp_path / "data"), articles=str(missing)) as running:
        _, said = running.communicate()
    assert running.returncode == 2
    assert str(missing) in said
    assert "Traceback" not in said
