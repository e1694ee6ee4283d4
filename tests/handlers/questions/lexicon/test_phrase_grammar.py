"""Phrases are found where they stand, up to the end of a sentence."""

import pytest

from handlers.questions.lexicon.phrase_grammar import question_grammar
from handlers.questions.lexicon.words import tokenize
from tests.handlers.questions.corpus.cases import cases


@pytest.mark.parametrize("sentence", ["", "quá hạn", "bao nhiêu việc quá hạn"])
def test_behind_the_last_word_no_phrase_begins(sentence: str) -> None:
    words = tokenize(sentence)
    assert question_grammar().find_longest(words, len(words)) is None


def test_a_word_that_is_taken_by_something_else_begins_none() -> None:
    assert question_grammar().find_longest([None, *tokenize("quá hạn")], 0) is None


def test_phrases_are_found_one_after_the_other_as_each_is_found_alone() -> None:
    """What is remembered of a sentence while it is searched changes nothing that is found."""
    for case in cases("writing")[::4]:
        words, at = tokenize(case.sentence), 0
        for found in question_grammar().find_all(words):
            assert not any(question_grammar().find_longest(words, between) for between in range(at, found.start))
            assert question_grammar().find_longest(words, found.start) == found
            at = found.end
