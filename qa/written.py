"""What a language model's part in an answer was: plain data for the answer's record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cost:
    """What asking a model took."""

    tokens_in: int = 0
    """As the model's server counts them; 0 if it doesn't."""
    tokens_out: int = 0
    seconds: float = 0.0

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class Removed:
    """A sentence that the model wrote and the reader is not shown as part of the answer."""

    text: str
    reason: str
    """In words that follow a colon: `not in the articles: Smith, 2021`."""


@dataclass(frozen=True, slots=True)
class Written:
    """A language model's part in an answer."""

    model: str
    cost: Cost = Cost()
    sentences: int = 0
    """How many of its sentences the answer has; 0: the answer is quoted, or a refusal."""
    removed: tuple[Removed, ...] = ()
    """Sentences that the articles don't bear out, in the model's order."""
    done: bool = True
    """False while it is still writing."""
