"""Answers that people gave to the questions about a draft of a plan."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Meaning(StrEnum):
    """The meaning of a sentence of the plan's body: a duty of its own, one that a row asks for already, or none."""

    DUTY = "duty"
    COVERED = "covered"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SentenceAnswer:
    """What a sentence is; `code` is that of the duty that it becomes, or of the task that asks for the same."""

    meaning: Meaning
    code: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the answer as the registry keeps it."""
        return {"meaning": self.meaning.value, "code": self.code}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "SentenceAnswer":
        """Return an answer that the registry has kept."""
        return cls(Meaning(kept["meaning"]), str(kept["code"]))


@dataclass(frozen=True, slots=True)
class Answers:
    """What people said of a plan: number and day, who is meant by names, who owes tasks, what sentences are.

    `names` are codes of agencies by the name as it was written, none for nobody here; `new` the names of agencies
    that exist by such an answer alone, by their codes; `leads` codes by the task's code, none for nobody here;
    `sentences` answers by the marks of the sentences; `kept` whether the next year has a task of the plan that is
    rolled over, by its code.
    """

    number: str = ""
    issued_on: date | None = None
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    leads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sentences: Mapping[str, SentenceAnswer] = field(default_factory=dict)
    kept: Mapping[str, bool] = field(default_factory=dict)

    def with_kept(self, codes: Iterable[str], *, keep: bool) -> "Answers":
        """Return the answers with whether the next year has these tasks."""
        return replace(self, kept={**self.kept, **dict.fromkeys(codes, keep)})

    def with_sentence(self, mark: str, answer: SentenceAnswer) -> "Answers":
        """Return the answers with what one sentence is."""
        return replace(self, sentences={**self.sentences, mark: answer})
