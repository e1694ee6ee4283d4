"""The examples of `examples.txt` and of sentences that were heard, each with the intents that answer it."""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from random import Random

from data.enums import Role
from handlers.base.query import Intent
from handlers.questions.guessing.slips import mistyped, without_accents

EXAMPLES = Path(__file__).with_name("examples.txt")
WRITTEN_ON = date(2024, 6, 10)
"""The day on which the examples of `examples.txt` are read."""
_WAYS = 8  # in which a line with groups is read
_GROUP = re.compile(r"\(([^()]*)\)")
_NOTHING = frozenset({"greeting", "thanks", "unknown"})
_REQUESTS = frozenset({"report_progress", "remind", "pause", "hand_over", "snooze", "extend"})
_SEVERAL = {"reports": Intent.REPORT_PROGRESS.value}
_BARE, _MISTYPED = 0.5, 0.4
"""Shares of the weight of an example that count where it has no accents, and where it has a slip."""
_HEARD_WEIGHT, _OFTEN_HEARD_WEIGHT, _WRITTEN_WEIGHT = 1.5, 0.6, 0.6


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence as typed on a day, and the intents of which each answers it. `weight`: how much it counts; `role` of
    who typed it, None where it is not known; `agency`: the code of theirs, "" where it is not known; `slip`: it is
    another example as a slip would have typed it.
    """

    sentence: str
    today: date
    intents: frozenset[Intent]
    weight: float
    role: Role | None = None
    agency: str = ""
    slip: bool = False


def with_slips(examples: Iterable[Example]) -> Iterator[Example]:
    """Yield the examples, each also without accents and with a slip, which count less."""
    for one in examples:
        yield one
        for typed, share in ((without_accents(one.sentence), _BARE), (mistyped(one.sentence), _MISTYPED)):
            if typed != one.sentence:
                yield replace(one, sentence=typed, weight=one.weight * share, slip=True)


def read_examples(heard: Iterable[Path]) -> Iterator[Example]:
    """Yield the examples of `examples.txt`, then the sentences of tables with who, today, sentence and intent."""
    intents: frozenset[Intent] = frozenset()
    chosen = Random(7)  # noqa: S311 - the same ways each time
    for line in EXAMPLES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            intents = _intents(line.strip("[]"))
        elif line and not line.startswith("#"):
            for sentence in _ways(line, chosen):
                yield Example(sentence, WRITTEN_ON, intents, _WRITTEN_WEIGHT)
    for path in heard:
        with path.open(encoding="utf-8") as file:
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                if intents := _intents(row["intent"]):
                    weight = _HEARD_WEIGHT if "slip" in row else _OFTEN_HEARD_WEIGHT
                    role, agency = _who_typed(row)
                    yield Example(row["sentence"], date.fromisoformat(row["today"]), intents, weight, role, agency)


def digest(heard: Iterable[Path]) -> str:
    """Return a mark that changes with the examples."""
    found = sha256()
    for path in (EXAMPLES, *heard):
        found.update(path.read_bytes())
    return found.hexdigest()


def _who_typed(row: dict[str, str]) -> tuple[Role, str]:
    """Return the role and the agency of who typed a row: “officer:stp”, in the oldest table “stp:officer”."""
    if agency_first := row.get("person"):
        agency, _colon, role = agency_first.partition(":")
    else:
        role, _colon, agency = row["who"].partition(":")
    return Role(role), agency


def _intents(said: str) -> frozenset[Intent]:
    """Return the intents of “list|card”: small talk where nothing else would answer, no request where a question
    would answer too.
    """
    names = {_SEVERAL.get(name, name) for name in said.split("|")} - {"*", "intent"}
    asked = names - _NOTHING - {Intent.SMALL_TALK.value}
    if said.startswith(Intent.SMALL_TALK.value) or (names and not asked):
        return frozenset({Intent.SMALL_TALK})
    questions = asked - _REQUESTS
    return frozenset(map(Intent, questions or asked))


def _ways(line: str, chosen: Random) -> Iterator[str]:
    """Yield some of the sentences that a line with groups stands for."""
    count = 1
    for group in _GROUP.findall(line):
        count *= group.count("|") + 1
    wanted, found = min(count, _WAYS), set[str]()
    for _ in range(3 * wanted):
        said = _GROUP.sub(lambda group: chosen.choice(group[1].split("|")), line)
        found.add(" ".join(said.split()).replace(" ,", ","))
        if len(found) == wanted:
            break
    yield from sorted(found)
