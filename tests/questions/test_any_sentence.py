"""Whatever is typed: no exception, no long wait, nothing that cannot be shown."""

import json
import time
from datetime import date

from data.words import Role
from tests.questions.asking import Asking
from tests.questions.corpus import Person
from tests.questions.noise import sentences

PEOPLE = (Person("stp", Role.OFFICER), Person("snv", Role.SUPERVISOR), Person("xa-12436", Role.HEAD))
TODAY = date(2024, 2, 26)
LONGEST = 0.050
"""Seconds for one sentence."""

ANSWERED = 3_000


def cpu_of(asking: Asking, person: Person, sentence: str) -> float:
    """Seconds of this process for one answer, which must be a document."""
    before = time.process_time()
    answered = asking.ask(person, TODAY, sentence)
    passed = time.process_time() - before
    json.dumps(answered)
    return passed


def is_slow(asking: Asking, person: Person, sentence: str) -> bool:
    """A sentence is to blame when it is slow each time; once may be the machine's."""
    return all(cpu_of(asking, person, sentence) > LONGEST for _ in range(3))


def test_any_sentence_is_answered_soon_whoever_asks(asking_a_file: Asking) -> None:
    asking_a_file.ask(PEOPLE[0], TODAY, "còn nợ gì")
    for number, sentence in enumerate(sentences(ANSWERED)):
        assert not is_slow(asking_a_file, PEOPLE[number % len(PEOPLE)], sentence), sentence


def test_no_sentence_shows_a_commune_the_duties_of_another(asking_a_file: Asking) -> None:
    """Who leads what is in the plan for all to read; how far anybody is, is not."""
    commune = Person("xa-12436", Role.OFFICER)
    for sentence in sentences(ANSWERED, seed=6):
        given = asking_a_file.ask(commune, TODAY, sentence)
        if given["intent"] not in ("who", "when"):
            assert {item["agency"] for item in given["items"]} <= {commune.agency}, sentence
