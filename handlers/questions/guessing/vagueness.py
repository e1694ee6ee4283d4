"""What makes a sentence too vague to be guessed: words that nobody knows, or what is not there."""

import re
from collections.abc import Iterator

from handlers.questions.guessing.learned.intent_model import load_model
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import to_word
from handlers.questions.spelling.candidates import get_known_words

_STRANGE_WORDS, _SHORT = 2, 8
"""How many words that nobody knows make a question one of something else; in a short sentence one will do."""
_BRIEF = 5
"""Of how many words a sentence is told by what it names, if by anything."""
_SHORT_WORD = 4  # letters
_TELEX = re.compile(r"[sfrxjw]")
_ABOUT = re.compile(r"(?<!\S)(?:ve|lien quan(?: den| toi)?) (\S+)")
_NO_SUCH_PART = re.compile(r"(?<!\S)(?:linh vuc|quy|thang) (?:so |thu )?(?:[ivx]+|\d+)(?!\S)")
"""A section, quarter or month that does not exist: one that does is taken for what it is."""


def is_vague(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence that names no task says more than is understood of it."""
    vague = (_has_strange_words, _says_too_much, _speaks_of_something_else)
    return any(is_so(slots, vocabulary) for is_so in vague)


def _says_too_much(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a sentence says what its question is about, and nothing is known of that."""
    runs, text = slots.extracted.content.runs, " ".join(slots.tokens)
    about = any(found[1] in {run[0] for run in runs} for found in _ABOUT.finditer(text))
    return about or (len(slots.tokens) <= _STRANGE_WORDS and any(run[0] in vocabulary.words for run in runs))


def _speaks_of_something_else(slots: Slots, vocabulary: Vocabulary) -> bool:
    """Return whether a brief sentence names nothing, and says words that nothing explains and no plan has."""
    words = slots.extracted.content.words
    if len(slots.tokens) > _BRIEF or len(words) < _STRANGE_WORDS or slots.times or slots.extracted.named:
        return False
    return not vocabulary.words.issuperset(words)


def names_what_is_not_there(slots: Slots) -> bool:
    """Return whether a sentence names an agency, a section or a time that does not exist: no list is better than a
    wrong one.
    """
    return slots.unknown_name or bool(_NO_SUCH_PART.search(" ".join(word.folded for word in slots.plain)))


def _has_strange_words(slots: Slots, vocabulary: Vocabulary) -> bool:
    strange = len(set(_strange_words(slots, vocabulary)))
    return strange >= _STRANGE_WORDS or (strange > 0 and len(slots.tokens) <= _SHORT)


def _strange_words(slots: Slots, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield words that nobody knows nor may have mistyped."""
    weights, content = load_model().weights, set(slots.extracted.content.words)
    known = get_known_words(vocabulary)
    for word in slots.plain:
        said = word.folded
        if said in content and said not in weights and not word.mended and not known.knows(word):
            plain = to_word(_TELEX.sub("", said)) if len(said) > _SHORT_WORD else word
            if not known.find_near(word) and not known.find_near(plain):
                yield said
