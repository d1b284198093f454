"""What people say about answers, a line of JSON each, in the data folder."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from index.errors import MB, FeedbackError
from qa.escape import encodable
from qa.records import Answer

NAME = "feedback.jsonl"
LONGEST_NOTE = 2000
LARGEST = 50 * MB
PATIENCE = 5.0
"""Seconds to wait for others who are writing."""


class Verdict(StrEnum):
    """What a person says about an answer."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_SOURCE = "wrong source"


@dataclass(frozen=True, slots=True)
class Feedback:
    """A verdict on an answer."""

    verdict: Verdict
    answer: Answer
    note: str = ""
    at: datetime | None = None

    def to_dict(self) -> dict[str, Any]:
        """The verdict with what it takes to ask again; passages stay out."""
        answer = self.answer.to_dict()
        del answer["passages"]
        at = self.at and self.at.isoformat()
        return {"at": at, "verdict": str(self.verdict), "note": self.note[:LONGEST_NOTE], **answer}


def append(given: Feedback, data: Path) -> None:
    """Write a verdict below the others; raises FeedbackError if that can't be done."""
    path = data / NAME
    line = (encodable(json.dumps(given.to_dict(), ensure_ascii=False)) + "\n").encode()
    try:
        with FileLock(f"{path}.lock", timeout=PATIENCE), path.open("ab") as file:
            if file.tell() + len(line) > LARGEST:
                raise FeedbackError(f"{path} is full; move it away, and a new one is begun.")
            file.write(line)
    except (OSError, Timeout) as error:
        reason = getattr(error, "strerror", None) or "others are writing"
        raise FeedbackError(f"{path} can't be written ({reason}).") from None


def read(data: Path) -> Iterator[dict[str, Any]]:
    """Every verdict of a data folder, oldest first; what is no verdict is passed over."""
    path = data / NAME
    if not path.is_file():
        return
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            try:
                row = json.loads(line)
            except (ValueError, RecursionError):  # cut short by a full disk, or by hand
                continue
            if isinstance(row, dict) and row.get("verdict") in list(Verdict):
                yield row
