"""Context of a conversation, good for `CONTEXT_TERM`: by it "còn quý sau?" and "cái thứ hai" are understood."""

from dataclasses import dataclass, fields, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, TypeVar

from handlers.base.query import FileFormat, Intent, Period, Query, Sort, Status
from handlers.questions.reading.reader import UNKNOWN, Reading

_SLOTS = ("plan", "agencies", "own", "everyone", "sort", "period", "coordinating", "led_by")
_SUBJECT = ("codes", "sections", "keywords", "made", "report", "ordinal")
_OF_AGENCIES = (Intent.AGENCIES, Intent.REMIND)
_OF_MANY = (Intent.LIST, Intent.COUNT, Intent.ACTIVITY)
_MARK_LETTERS = 12
Choice = TypeVar("Choice", bound=StrEnum)
_MAX_ITEMS = 30  # duties that “cái thứ n” can count


@dataclass(frozen=True, slots=True)
class Context:
    """The question answered last, and the button values of the duties in its answer, in order: "card:17".

    `document` is the proof that was typed with a report of one of them. `replied`: it is a message that the sentence
    replies to. `duties` are those of others of which a reminder was offered.
    """

    query: Query
    items: tuple[str, ...] = ()
    document: str = ""
    replied: bool = False
    duties: tuple[int, ...] = ()

    @property
    def is_of_one(self) -> bool:
        """Return whether it is one duty that was meant, not a list that happens to have one row."""
        return len(self.items) == 1 and (self.replied or self.query.intent not in _OF_MANY)

    @property
    def mark(self) -> str:
        """Return letters that change with `duties`, for a button that is only good for these."""
        return sha256(",".join(map(str, sorted(self.duties))).encode()).hexdigest()[:_MARK_LETTERS]

    def as_json(self) -> dict[str, Any]:
        """Return what the registry stores."""
        query = {field.name: _to_json(getattr(self.query, field.name)) for field in fields(Query)}
        return {
            "query": query,
            "items": list(self.items[:_MAX_ITEMS]),
            "document": self.document,
            "duties": list(self.duties),
        }

    @staticmethod
    def from_json(kept: dict[str, Any]) -> "Context":
        """Return the context that `as_json` wrote."""
        said: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in kept["query"].items()
        }
        said["intent"], said["status"] = Intent(said["intent"]), said["status"] and Status(said["status"])
        said["day"] = said["day"] and date.fromisoformat(said["day"])
        for name in ("period", "due"):
            if period := said.get(name):
                said[name] = Period(*(day and date.fromisoformat(day) for day in period))
        said["sort"], said["file"] = _member(Sort, said.get("sort")), _member(FileFormat, said.get("file"))
        return Context(Query(**said), tuple(kept["items"]), kept["document"], duties=tuple(kept.get("duties", ())))


def apply_context(reading: Reading, topic: Context | None) -> Query:
    """Return the query of `reading` as a follow-up to `topic`, which is None if nothing was said within ten
    minutes.
    """
    query = reading.query
    if reading.lacks_duty:
        if topic and len(topic.items) == 1:
            return replace(query, ordinal=1)
        soonest = query.intent is Intent.WHEN and reading.mentions_duties  # "khi nào phải nộp?"
        return replace(query, intent=Intent.NEXT, status=Status.OPEN) if soonest else UNKNOWN
    if topic and query.intent in _OF_AGENCIES and not (query.about_tasks or query.period):
        return _with_subject_of(topic.query, query)  # "huyện nào chưa nộp", said of TC.1
    if topic is None or not reading.elliptic or query.ordinal:
        return query
    return _merge_queries(topic.query, reading)


def _with_subject_of(before: Query, query: Query) -> Query:
    """Return `query` about the task that `before` named; unchanged if it named none."""
    if not (before.codes or before.keywords or before.made or before.report):
        return query
    subject = {name: getattr(before, name) for name in ("codes", "keywords", "made", "report", "period")}
    return replace(query, **subject)


def _merge_queries(before: Query, reading: Reading) -> Query:
    """Return `before` with what the new sentence says in place of it.

    A sentence that names a new subject also brings its own intent; any other keeps the intent of `before`.
    """
    now, blank = reading.query, Query(Intent.UNKNOWN)
    said = {name: getattr(now, name) for name in _SLOTS if getattr(now, name) != getattr(blank, name)}
    if now.agencies or now.own or now.everyone:
        said |= {"agencies": now.agencies, "own": now.own, "everyone": now.everyone, "sort": now.sort}
    anew = now.about_tasks or bool(before.codes and now.period)  # a single task has its date: the others' are meant
    if anew:
        said |= {name: getattr(now, name) for name in _SUBJECT}
    if reading.names_status or before.status is None:
        said["status"] = now.status
    acted = before.intent in (Intent.REPORT_PROGRESS, Intent.SNOOZE, Intent.EXTEND)
    return replace(before, intent=now.intent if anew or acted else before.intent, **said)


def _member(kind: type[Choice], value: str | None) -> Choice | None:
    return kind(value) if value else None


def _to_json(value: object) -> object:
    match value:
        case Period(first, last):
            return [first and first.isoformat(), last and last.isoformat()]
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value
