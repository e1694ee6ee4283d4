"""Learning of the weights from the examples, by `make examples`: multinomial logistic regression, a step for each
example, each weight with a pace of its own. The same examples always give the same weights."""

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from data.plans.reading import read_plan
from data.plans.storing.apply import apply
from data.registry.office.working_calendar import working_calendar
from data.rules.calendar import WorkingCalendar
from data.schema import open_registry
from data.seeds import seed
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.dates.time_words import InvalidDate
from handlers.questions.guessing.features import read_features
from handlers.questions.guessing.learned.examples import Example, digest, read_examples, with_slips
from handlers.questions.guessing.learned.intent_model import SCALE, WEIGHTS, IntentModel
from handlers.questions.guessing.slots import read_slots
from handlers.questions.lexicon.vocabulary import Vocabulary, get_vocabulary
from handlers.questions.lexicon.words import has_question_mark
from handlers.questions.reading.reader import read_sentence
from handlers.questions.spelling.correction import correct_words
from handlers.views.plans.remarks import for_registry
from scheduler.clock import SystemClock

_PLAN = "ke-hoach-175-kh-ubnd.txt"
_ROUNDS, _PACE, _DECAY = 14, 0.6, 2e-5
_SEEN_TWICE = 2
_LEAST_WEIGHT = 0.12
_NO_MATTER = 1e-3  # a difference too small to learn from


@dataclass(frozen=True, slots=True)
class Lesson:
    """The features of an example, by number, with the intents that answer it, and how much it counts."""

    features: tuple[int, ...]
    intents: frozenset[int]
    weight: float


def learn(examples: Sequence[tuple[set[str], Example]]) -> IntentModel:
    """Return the model that the examples with their features make."""
    intents = sorted({intent for _features, one in examples for intent in one.intents})
    counts = Counter(feature for features, one in examples if not one.slip for feature in features)
    names = sorted(name for name, count in counts.items() if count >= _SEEN_TWICE)
    number = {name: at for at, name in enumerate(names)}
    lessons = [
        Lesson(
            tuple(sorted(number[name] for name in features if name in number)),
            frozenset(map(intents.index, one.intents)),
            one.weight,
        )
        for features, one in examples
    ]
    weights = _descend(lessons, len(names), len(intents))
    rounded = ((name, [round(SCALE * one) for one in row]) for name, row in zip(names, weights, strict=True))
    kept = {name: row for name, row in rounded if max(map(abs, row)) >= SCALE * _LEAST_WEIGHT}
    return IntentModel(tuple(intents), kept)


def _descend(lessons: list[Lesson], features: int, intents: int) -> list[list[float]]:
    weights = [[0.0] * intents for _ in range(features)]
    steps = [[1e-6] * intents for _ in range(features)]
    order = Random(11)  # noqa: S311 - the same order each time
    for _ in range(_ROUNDS):
        order.shuffle(lessons)
        for lesson in lessons:
            if lesson.features:
                _take(lesson, weights, steps)
    return weights


def _take(lesson: Lesson, weights: list[list[float]], steps: list[list[float]]) -> None:
    scale = 1 / sqrt(len(lesson.features))
    sums = [scale * total for total in map(sum, zip(*(weights[at] for at in lesson.features), strict=True))]
    top = max(sums)
    odds = [exp(one - top) for one in sums]
    whole, right = sum(odds), sum(odds[at] for at in lesson.intents)
    slope = [
        lesson.weight * scale * (one / whole - (one / right if at in lesson.intents else 0.0))
        for at, one in enumerate(odds)
    ]
    moved = [(at, one) for at, one in enumerate(slope) if abs(one) > _NO_MATTER]
    for feature in lesson.features:
        row, pace = weights[feature], steps[feature]
        for at, one in moved:
            step = one + _DECAY * row[at]
            pace[at] += step * step
            row[at] -= _PACE * step / sqrt(pace[at])


def read_all(examples: Sequence[Example], vocabulary: Vocabulary, calendar: WorkingCalendar) -> Iterator[set[str]]:
    """Yield the features of each example; none for a sentence with a day that no calendar has."""
    for one in examples:
        read = read_sentence(one.sentence, one.today, calendar, vocabulary).query
        try:
            slots = read_slots(
                correct_words(one.sentence, vocabulary), DateRangeReader(one.today, calendar), vocabulary, one.agency
            )
            yield read_features(slots, read, one.role, asked=has_question_mark(one.sentence))
        except InvalidDate:
            yield set()


def main(heard: list[Path]) -> None:
    """Write `weights.json` anew."""
    examples = list(with_slips(read_examples(heard)))
    with TemporaryDirectory() as folder:
        store = open_registry(f"sqlite:///{folder}/plan.db")
        with store.write() as session:
            apply(session, for_registry(read_plan(seed(_PLAN))), now=SystemClock().now(), actor="examples")
        with store.read() as session:
            found = list(read_all(examples, get_vocabulary(session), working_calendar(session)))
        store.close()
    learned = learn(list(zip(found, examples, strict=True)))
    lines = [f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in learned.weights.items()]
    head = json.dumps({"learned_from": digest(heard), "intents": learned.intents})[:-1]
    WEIGHTS.write_text(f'{head}, "weights": {{\n' + ",\n".join(lines) + "\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
