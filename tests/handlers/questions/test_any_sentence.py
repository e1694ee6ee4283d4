"""Whatever is typed: no exception, no long wait, nothing that one may not see."""

import gc
import json
import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from data.enums import Role
from handlers.questions.lexicon.vocabulary import get_vocabulary
from handlers.questions.reading.reader import read_sentence
from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus.cases import Person
from tests.handlers.questions.corpus.noise import FIRST, sentences

PEOPLE = (Person("stp", Role.OFFICER), Person("snv", Role.SUPERVISOR), Person("xa-12436", Role.HEAD))
TODAY = date(2024, 2, 26)
LONGEST = 0.250
"""Seconds of CPU, on any machine. `benchmarks/answers/any_sentence.py` says how long it takes on a known one."""

READ, ANSWERED = 400, 80
PROGRESS = ("Tình trạng", "quá hạn", "đang làm", "đã xong", "chờ xác nhận", "trả lại")
"""Words that tell how far somebody is."""


@pytest.fixture(autouse=True)
def _no_collector() -> Iterator[None]:
    """A pause of the garbage collector is no fault of the sentence that was being read."""
    gc.disable()
    yield
    gc.enable()


def cpu_of(act: Callable[[str], object], sentence: str) -> float:
    """Seconds of this process; the first time counts, for nobody types a sentence twice."""
    before = time.process_time()
    act(sentence)
    return time.process_time() - before


def test_any_sentence_is_read_soon(asking_a_file: Asking) -> None:
    vocabulary, calendar = get_vocabulary(asking_a_file.session), asking_a_file.calendar

    def act(sentence: str) -> object:
        return read_sentence(sentence, TODAY, calendar, vocabulary)

    for sentence in FIRST:
        act(sentence)
    for sentence in sentences(READ):
        assert cpu_of(act, sentence) < LONGEST, sentence


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.agency)
def test_any_sentence_is_answered_soon_whoever_asks(asking_a_file: Asking, person: Person) -> None:
    def act(sentence: str) -> str:
        return json.dumps(asking_a_file.ask(person, TODAY, sentence))

    for sentence in FIRST:
        act(sentence)
    for sentence in sentences(ANSWERED, seed=6):
        assert cpu_of(act, sentence) < LONGEST, sentence


def test_no_sentence_shows_a_commune_the_duties_of_another(asking_a_file: Asking) -> None:
    """Who leads what is in the plan for all to read; how far anybody is, is not."""
    commune = Person("xa-12436", Role.OFFICER)
    for sentence in sentences(ANSWERED, seed=7):
        given = asking_a_file.ask(commune, TODAY, sentence)
        if {item["agency"] for item in given["items"]} - {commune.agency}:
            assert given["intent"] in ("who", "when", "card", "list"), sentence
            assert given["filter"] is None, sentence
            assert not [told for told in PROGRESS if told in given["text"]], sentence
