"""Words that may have been meant by one that was mistyped: one slip of the finger away, at home beside the others."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from handlers.questions.lexicon.phrase_grammar import change_grammar, question_grammar, request_grammar
from handlers.questions.lexicon.phrase_tables import tables
from handlers.questions.lexicon.vocabulary import STOP_WORDS, Vocabulary
from handlers.questions.lexicon.words import Word, to_word, tokenize
from handlers.questions.spelling.bigrams import phrase_bigrams

NEGATIONS_AND_QUESTIONS = frozenset(["chua", "khong", "sap", "gan", "ai", "neu", "ha", "a", "se", "dung", "chang"])
"""What denies or asks. A word that may have been meant for one of them states nothing."""

_LONGEST = 24  # letters; nothing longer is a word
_SURE_LENGTH = 4  # letters from which on a word is known by itself, without those beside it
_FREQUENT = 12  # times in the tables; a word that is said so often is known by three letters
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
_BEFORE_NUMBERS = frozenset(["ngay", "thang", "quy", "nam", "so"])
_ADJACENT_KEYS = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
"""The keys to the left and right of each."""


class KnownWords:
    """All words that a sentence may be made of, those of the grammar and those of the registry."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        grammar = (question_grammar(), change_grammar(), request_grammar())
        times = [tokenize(said) for said in tables().times]
        self._folded = vocabulary.words.union(*(one.counts for one in grammar), *(_folded(said) for said in times))
        self._heard = vocabulary.heard.union(*(one.heard for one in grammar))
        self._names = _by_length(vocabulary.words - STOP_WORDS), _by_length(vocabulary.spellings)
        written = vocabulary.spellings.union(
            *(one.spellings for one in grammar), *(_spellings(said) for said in times)
        )
        self._all = _by_length(self._folded), _by_length(written)
        self.titles = vocabulary.pairs

    def knows(self, said: Word) -> bool:
        """Whether it is a word at all, whatever its accents: many write them wrong. What is no word is let be."""
        return not said.folded.isalpha() or len(said.folded) > _LONGEST or said.folded in _ROMAN | self._folded

    def knows_accents(self, said: Word) -> bool:
        """Whether the word is known as it was typed."""
        return said.heard in self._heard

    def near(self, typed: Word, *, proper: bool = False) -> list[Word]:
        """Words one slip away from `typed`, with its accents where it has any.

        `proper`: it is written as a name is, and a name is no word of the grammar.
        """
        folded, written = self._names if proper else self._all
        if not typed.heard:
            return _within_one_typo(typed.folded, folded)
        found = _within_one_typo(typed.typed.casefold(), written)
        return found if found or len(typed.folded) <= _SURE_LENGTH else _within_one_typo(typed.folded, folded)

    def fits(self, said: str, before: str, after: str, *, of_titles: bool = False) -> bool:
        """Whether a word goes with the one before it or the one after it somewhere."""
        pairs = ((before, said), (said, after))
        return any(pair in self.titles or (not of_titles and pair in phrase_bigrams()) for pair in pairs)

    def is_sure(self, typed: Word, said: Word) -> bool:
        """Whether no word beside it is needed to know what was meant; a short word must be one that is said often."""
        often = question_grammar().counts[said.folded] >= _FREQUENT
        return len(typed.folded) >= _SURE_LENGTH or (len(typed.folded) == _SURE_LENGTH - 1 and often)

    def score(self, typed: str, said: str, before: str, after: str) -> float:
        """How likely a word was meant: by its neighbours, by how often it is said, and by how a finger slips."""
        score = min(question_grammar().counts[said], _FREQUENT) / _FREQUENT + _typo_likelihood(typed, said)
        for pair in ((before, said), (said, after)):
            score += 2 * (pair in phrase_bigrams()) or 1.5 * (pair in self.titles)
        return score + 2 * (said in _BEFORE_NUMBERS and after[:1].isdecimal())


@lru_cache(maxsize=4)
def get_known_words(vocabulary: Vocabulary) -> KnownWords:
    """Made once for each vocabulary."""
    return KnownWords(vocabulary)


def _folded(words: Iterable[Word]) -> list[str]:
    return [word.folded for word in words]


def _spellings(words: Iterable[Word]) -> list[str]:
    return [word.typed for word in words]


Lengths = dict[int, tuple[str, ...]]


def _by_length(words: Iterable[str]) -> Lengths:
    found: dict[int, list[str]] = {}
    for said in sorted(words):
        found.setdefault(len(said), []).append(said)
    return {length: tuple(some) for length, some in found.items()}


def _within_one_typo(typed: str, words: Lengths) -> list[Word]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    near = [
        said
        for length in (len(typed) - 1, len(typed), len(typed) + 1)
        for said, *_rest in process.extract(
            typed, words.get(length, ()), scorer=OSA.distance, score_cutoff=1, limit=None
        )
    ]
    return [to_word(said) for said in near if said != typed]


def _typo_likelihood(typed: str, said: str) -> float:
    """A letter left out, doubled, exchanged with the next one or hit beside its key, rather than any other."""
    if len(typed) < len(said) or Counter(typed) == Counter(said):
        return 1.0
    at = next((at for at, (one, other) in enumerate(zip(typed, said, strict=False)) if one != other), len(said))
    if len(typed) > len(said):
        return 1.0 if typed[at] == typed[at - 1] else 0.0
    return 1.0 if said[at] in _ADJACENT_KEYS.get(typed[at], "") else 0.0
