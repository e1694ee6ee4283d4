"""Learning from examples: the same weights each time, and new ones wherever the examples have changed."""

import json
from datetime import date
from pathlib import Path

from handlers.base.query import Intent
from handlers.questions.guessing.learned.examples import Example, digest, read_examples
from handlers.questions.guessing.learned.intent_model import WEIGHTS, load_model
from handlers.questions.guessing.learned.learning import learn

CORPUS = Path("tests/handlers/questions/corpus")
HALVES = (
    *("second-writing", "second-judged", "third-writing", "third-judged"),
    *("fourth-writing", "fourth-judged", "fifth-writing", "fifth-judged", "sixth-writing"),
)
HEARD = [CORPUS / f"{name}.tsv" for name in ("writing", *HALVES)]
TODAY = date(2024, 2, 26)


def taught(words: str, *intents: Intent) -> tuple[set[str], Example]:
    return set(words.split()), Example(words, TODAY, frozenset(intents), 1.0)


LESSONS = [
    taught("ai chua nop", Intent.AGENCIES),
    taught("huyen nao chua nop", Intent.AGENCIES),
    taught("mai nghi khong", Intent.CALENDAR),
    taught("mai nghi le", Intent.CALENDAR),
    taught("ai nghi", Intent.CALENDAR, Intent.PEOPLE),
    taught("ai lo", Intent.PEOPLE),
]


def test_the_weights_are_those_of_the_examples_that_are_there() -> None:
    known = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    assert known["learned_from"] == digest(HEARD), "the examples have changed: run make examples"


def test_every_intent_of_the_examples_can_be_guessed() -> None:
    named = {intent for one in read_examples(HEARD) for intent in one.intents}
    assert named == set(load_model().intents)


def test_the_judging_halves_are_not_learned_from() -> None:
    assert not [path for path in HEARD if "judging" in path.name]


def test_what_was_taught_is_known_and_the_same_each_time() -> None:
    model = learn(LESSONS)
    assert model == learn(LESSONS)
    for words, one in LESSONS:
        likely = model.likelihoods(words)
        assert max(likely, key=likely.__getitem__) in one.intents, one.sentence
        assert abs(sum(likely.values()) - 1) < 1e-9


def test_of_words_never_heard_nothing_is_likelier_than_anything_else() -> None:
    likely = learn(LESSONS).likelihoods({"xyz"})
    assert len(set(likely.values())) == 1
