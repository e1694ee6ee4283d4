"""A phrase is looked for where a sentence ends."""

from handlers.questions.lexicon.phrase_grammar import reply_grammar
from handlers.questions.spelling.correction import expand_shorthand


def test_behind_the_last_word_no_phrase_begins() -> None:
    words = expand_shorthand("thôi")
    assert reply_grammar("leave", "before").find_longest(words, len(words)) is None
