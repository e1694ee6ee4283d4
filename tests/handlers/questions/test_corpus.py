"""How officers ask, and how well it is understood: `corpus/README.md` says what a row means.

What is printed names kinds and counts only, so that whoever mends the grammar does not learn the judging half.
"""

from collections import Counter

import pytest

from tests.handlers.questions.asking import Asking
from tests.handlers.questions.corpus import MUTATING, Case, cases
from tests.handlers.questions.expected import items
from tests.handlers.questions.judge import Variant, score
from tests.handlers.questions.variants import decomposed, mistyped, without_accents

UNDERSTOOD = 0.97
UNDERSTOOD_MISTYPED = 0.92

WRITING, JUDGING = cases("writing"), cases("judging")


def test_the_corpus_has_two_halves_that_share_no_sentence() -> None:
    assert len(WRITING) >= 700
    assert len(JUDGING) >= 300
    assert not {case.sentence.casefold() for case in WRITING} & {case.sentence.casefold() for case in JUDGING}


def test_both_halves_hold_every_kind_for_several_people_on_several_days() -> None:
    for half in (WRITING, JUDGING):
        assert min(Counter(case.kind for case in half).values()) >= 3
        assert len({case.person for case in half}) >= 12
        assert len({case.today for case in half}) >= 7
    assert {case.kind for case in WRITING} == {case.kind for case in JUDGING}


@pytest.mark.parametrize("part", [WRITING, JUDGING], ids=["writing", "judging"])
def test_the_registry_holds_as_many_items_as_the_corpus_says(asking_a_file: Asking, part: tuple[Case, ...]) -> None:
    for case in part:
        found = items(asking_a_file.session, case, asking_a_file.calendar)
        assert (None if found is None else len(found)) == case.count, case


@pytest.mark.parametrize("part", [WRITING, JUDGING], ids=["writing", "judging"])
def test_sentences_are_answered_exactly(asking_a_file: Asking, part: tuple[Case, ...]) -> None:
    counted = score(asking_a_file, part)
    print(counted)
    assert counted.share >= UNDERSTOOD, str(counted)
    assert counted.alarming == 0


def test_sentences_are_answered_alike_on_both_databases(asking: Asking) -> None:
    assert score(asking, JUDGING).share >= UNDERSTOOD


@pytest.mark.parametrize("part", [WRITING, JUDGING], ids=["writing", "judging"])
def test_a_statement_and_a_question_are_never_taken_for_each_other(
    asking_a_file: Asking, part: tuple[Case, ...]
) -> None:
    counted = score(asking_a_file, [case for case in part if case.kind in MUTATING])
    print(counted)
    assert counted.share == 1, str(counted)


@pytest.mark.parametrize("part", [WRITING, JUDGING], ids=["writing", "judging"])
@pytest.mark.parametrize("variant", [without_accents, decomposed, mistyped])
def test_sentences_are_understood_however_they_are_typed(
    asking_a_file: Asking, variant: Variant, part: tuple[Case, ...]
) -> None:
    counted = score(asking_a_file, part, variant)
    print(counted)
    assert counted.share >= UNDERSTOOD_MISTYPED, str(counted)
    assert counted.alarming == 0
