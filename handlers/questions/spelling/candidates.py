"""Candidates for a mistyped word: known words one typing error away, rated by their neighbours."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from unicodedata import combining

from data.text import fold
from handlers.questions.lexicon.phrase_grammar import change_grammar, question_grammar, talk_grammar
from handlers.questions.lexicon.phrase_tables import load_tables
from handlers.questions.lexicon.vocabulary import STOP_WORDS, Vocabulary
from handlers.questions.lexicon.words import Word, to_word, tokenize
from handlers.questions.spelling.bigrams import phrase_bigrams

NEGATIONS_AND_QUESTIONS = frozenset(["chua", "khong", "sap", "gan", "ai", "neu", "ha", "a", "se", "dung", "chang"])
"""Words that deny or ask. A word that may have been mistyped for one of them proves no statement."""

_LONGEST = 24  # letters; nothing longer is a word
_SURE_LENGTH = 4  # letters from which on a word is known by itself, without those beside it
_FREQUENT = 12  # times in the tables; a word that is said so often is known by three letters
_ONE_MARK = 2  # by how much accents may differ: one mark in place of another
_ROMAN = frozenset(["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"])
_BEFORE_NUMBERS = frozenset(["ngay", "thang", "quy", "nam", "so"])
_BEFORE_DATES = frozenset(["sang", "den", "toi", "truoc", "tu"])
_ADJACENT_KEYS = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
"""The keys to the left and right of each."""
_IS_DONE = "xong"
_BEGIN_ALIKE = ({"s", "x"}, {"l", "n"}, {"d", "v"}, {"d", "r"})
_END_ALIKE = ({"t", "c"}, {"i", "y"})
"""Letters that are taken for each other at the beginning and at the end of a word."""


class KnownWords:
    """All words that a sentence may be made of: those of the grammars and those of the registry."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        grammar = (question_grammar(), change_grammar())
        times = [tokenize(said) for said in load_tables().times]
        self._folded = vocabulary.words.union(*(one.counts for one in grammar), *(_folded(said) for said in times))
        self._accented = vocabulary.accented.union(*(one.accented for one in grammar))
        self._names = _by_length(vocabulary.words - STOP_WORDS), _by_length(vocabulary.spellings)
        written = vocabulary.spellings.union(
            *(one.spellings for one in grammar), *(_spellings(said) for said in times)
        )
        short = {said for said in load_tables().abbreviations if len(said) >= _SURE_LENGTH}
        self._all = _by_length(self._folded | short), _by_length(written)
        # words of talk, and common ones with their accents, are known so that they are not taken for others, and
        # are put in place of none
        common = [one for said in load_tables().common for one in tokenize(said)]
        self._folded = self._folded.union(talk_grammar().counts)
        self._accented = self._accented.union(talk_grammar().accented)
        self._common = frozenset(one.accented or one.folded for one in common)
        written |= talk_grammar().spellings
        self._negations = tuple(to_word(said) for said in sorted(written) if fold(said) in NEGATIONS_AND_QUESTIONS)
        self._marks: dict[str, list[tuple[str, Counter[str]]]] = {}
        for one in map(to_word, sorted(written)):
            self._marks.setdefault(one.folded, []).append((one.accented, _marks(one)))
        self.title_pairs = vocabulary.pairs

    def knows(self, said: Word) -> bool:
        """Return whether a word needs no mending: it is known without its accents, which many type wrong, or is no
        word at all (a number, a code).
        """
        if (said.accented or said.folded) in self._common:
            return True
        if not said.folded.isalpha() or len(said.folded) > _LONGEST:
            return True
        return said.folded in self._folded or said.folded in _ROMAN

    def knows_accents(self, said: Word) -> bool:
        """Return whether the word is known with the accents that were typed."""
        return said.accented in self._accented

    def find_accents(self, said: Word) -> set[str]:
        """Return the accents for which those that were typed may be a slip: one mark left out, added or taken for
        another. “Nhạc” and “lắm” are words of their own, no “nhắc” and “làm”.
        """
        marks = _marks(said)
        return {accented for accented, other in self._marks.get(said.folded, ()) if _differs_by_one(marks, other)}

    def is_likely(self, typed: Word, said: Word) -> bool:
        """Return whether `said` may replace `typed`, a word that is known: a short one only for a usual typing error,
        or by a word that says something.
        """
        if len(typed.folded) > _SURE_LENGTH or _typo_likelihood(typed.folded, said.folded) > 0:
            return True
        phrase = question_grammar().find_longest([said], 0)
        return phrase is None or phrase.name != "filler.words"

    def may_be(self, typed: Word, said: Word) -> bool:
        """Return whether `typed` may stand for `said`: for what tells that something is done, only where fingers or
        ears usually confuse them, “bong” is no “xong”.
        """
        return said.folded != _IS_DONE or _typo_likelihood(typed.folded, said.folded) > 0

    def sounds_alike(self, typed: Word, said: Word) -> bool:
        """Return whether a word is written as another sounds: “quá hạng”."""
        return _sound_alike(typed.folded, said.folded)

    def find_near(self, typed: Word, *, proper: bool = False) -> list[Word]:
        """Return the words one typing error away from `typed`, with its accents if it has any.

        `proper`: it is written as a name is, and a name is no word of the grammar.
        """
        folded, written = self._names if proper else self._all
        if not typed.accented:
            return _within_one_typo(typed.folded, folded)
        small = typed.typed.casefold()
        found = [said for said in _within_one_typo(small, written) if not _replaces_vowel(small, said.typed)]
        swapped = [said for said in _within_one_typo(typed.folded, folded) if _has_same_letters(typed, said)]
        if swapped:  # “cóa”: the mark stays where the letters were
            return [*found, *(said for said in swapped if said.folded not in {one.folded for one in found})]
        return found if found or len(typed.folded) <= _SURE_LENGTH else _within_one_typo(typed.folded, folded)

    def find_with_letter(self, typed: Word) -> list[Word]:
        """Return the words of which a letter was left out, or two were swapped, with the accents that were typed:
        “hàn” is “hành”, “cưa” is “chưa”.
        """
        small = typed.typed.casefold()
        near = _within_one_typo(small, self._all[1] if typed.accented else self._all[0])
        near += [one for one in self._negations if typed.accented and is_one_typo(small, one.typed)]
        return [said for said in near if len(said.typed) == len(small) + 1 or Counter(said.typed) == Counter(small)]

    def fits(self, said: str, before: str, after: str, *, of_titles: bool = False) -> bool:
        """Return whether a word follows the one before it, or precedes the one after it, in some phrase or title."""
        pairs = ((before, said), (said, after))
        return any(pair in self.title_pairs or (not of_titles and pair in phrase_bigrams()) for pair in pairs)

    def is_before_number(self, said: str, after: str) -> bool:
        """Return whether a word is one that a number explains, “quý 2”, or a date, “sang 25/3”."""
        dated = said in _BEFORE_DATES and "/" in after
        return (said in _BEFORE_NUMBERS or dated) and after[:1].isdecimal()

    def find_before(self, said: str, opening: str) -> set[str]:
        """Return the words that begin with `opening` and stand before `said` in some phrase or title."""
        return {
            before
            for before, after in (*self.title_pairs, *phrase_bigrams())
            if after == said and len(before) > len(opening) and before.startswith(opening)
        }

    def is_sure(self, typed: Word, said: Word) -> bool:
        """Return whether `said` may replace `typed` without looking at its neighbours: the word is long enough, or
        only a letter shorter and frequent.
        """
        often = question_grammar().counts[said.folded] >= _FREQUENT
        return len(typed.folded) >= _SURE_LENGTH or (len(typed.folded) == _SURE_LENGTH - 1 and often)

    def score(self, typed: str, said: str, before: str, after: str) -> float:
        """Rate how likely a word was meant: by its neighbours, its frequency, and the kind of typing error."""
        score = min(question_grammar().counts[said], _FREQUENT) / _FREQUENT + _typo_likelihood(typed, said)
        for pair in ((before, said), (said, after)):
            score += 2 * (pair in phrase_bigrams()) or 1.5 * (pair in self.title_pairs)
        score += 2 * (said in _BEFORE_DATES and after[:1].isdecimal() and "/" in after)
        return score + 2 * (said in _BEFORE_NUMBERS and after[:1].isdecimal())

    def find_denials(self, typed: Word) -> set[str]:
        """Return the words that deny or ask and are one typing error away, whatever the accents."""
        near = self.find_near(replace(typed, accented=""))
        return {one.folded for one in near} & NEGATIONS_AND_QUESTIONS

    def may_deny(self, typed: Word, said: Word, before: str, after: str) -> bool:
        """Return whether `typed` may as well have been a word that denies or asks as `said`: always, unless `said`
        fits the words beside it, none of the others does, and each is a less usual slip.
        """
        near = self.find_denials(typed)
        if not near or not self.fits(said.folded, before, after):
            return bool(near)
        likely = _typo_likelihood(typed.folded, said.folded)
        return (
            any(
                self.fits(one, before, after) or _typo_likelihood(typed.folded, one) >= likely
                for one in near - {said.folded}
            )
            or said.folded in near
        )


@lru_cache(maxsize=4)
def get_known_words(vocabulary: Vocabulary) -> KnownWords:
    """Return the known words of a vocabulary; built once for each."""
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


def is_one_typo(one: str, other: str) -> bool:
    """Return whether one typing error makes one word of the other."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other, score_cutoff=1) == 1


def _has_same_letters(one: Word, other: Word) -> bool:
    return Counter(one.folded) == Counter(other.folded)


def _marks(said: Word) -> Counter[str]:
    """Return the marks of a word's accents; that of “đ” is one of them."""
    return Counter(one for one in said.accented if combining(one) or one == "đ")


def _differs_by_one(marks: Counter[str], other: Counter[str]) -> bool:
    if not other:
        return marks.total() == 1
    return (marks - other).total() + (other - marks).total() <= _ONE_MARK


def _replaces_vowel(typed: str, said: str) -> bool:
    """Return whether `said` has another letter in place of one typed with its accents: “tặng” is no “tổng”."""
    if len(typed) != len(said) or Counter(typed) == Counter(said):
        return False
    at = next((at for at, (one, other) in enumerate(zip(typed, said, strict=True)) if one != other), 0)
    return not typed[at].isascii() and fold(typed[at]) != fold(said[at])


def _typo_likelihood(typed: str, said: str) -> float:
    """Return 1 for a letter left out, doubled, swapped with the next one, or replaced by one beside its key or by one
    that sounds alike; else 0.
    """
    if len(typed) < len(said) or Counter(typed) == Counter(said):
        return 1.0
    at = next((at for at, (one, other) in enumerate(zip(typed, said, strict=False)) if one != other), len(said))
    if _sound_alike(typed, said):
        return 1.0
    if len(typed) > len(said):
        return 1.0 if typed[at] == typed[at - 1] else 0.0
    return 1.0 if said[at] in _ADJACENT_KEYS.get(typed[at], "") else 0.0


def _sound_alike(typed: str, said: str) -> bool:
    """Return whether two words differ by one letter that sounds like another, or by the “g” of a final “ng”."""
    if len(typed) != len(said):
        longer, shorter = sorted((typed, said), key=len, reverse=True)
        return longer == f"{shorter}g" and shorter.endswith("n")
    different = [at for at, (one, other) in enumerate(zip(typed, said, strict=True)) if one != other]
    if len(different) != 1:
        return False
    at = different[0]
    alike = _BEGIN_ALIKE if at == 0 else _END_ALIKE if at == len(said) - 1 else ()
    return {typed[at], said[at]} in alike
