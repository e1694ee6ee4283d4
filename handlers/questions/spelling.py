"""What was mistyped, mended: shorthand, what is left of Telex, one slip of the finger; only in words nobody knows."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from handlers.questions.grammar import acting, asking
from handlers.questions.tables import tables
from handlers.questions.vocabulary import IDLE, Vocabulary
from handlers.questions.wording import Word, word, words_of

_TELEX_TONE = re.compile(r"(?<=.)[sfrxj]")
_TELEX_VOWELS = re.compile(r"(?<=[aou])w|aa(?=a?)|ee|oo|dd|^w")
_LONGEST = 24  # letters; nothing longer is a word
_ROMAN = frozenset("i ii iii iv v vi vii viii ix x xi xii".split())
_MENDED = 6  # slips in one sentence; more of them and it is not Vietnamese
_SURE = 4  # letters from which on a word is known by itself, without those beside it

def mended(sentence: str, vocabulary: Vocabulary) -> list[Word]:
    """The words of `sentence`, those that neither the grammar nor the registry knows replaced by the likeliest."""
    words = _without_shorthand(words_of(sentence), vocabulary)
    left = _MENDED
    for at, one in enumerate(words):
        if left and not _is_known(one, vocabulary):
            before = words[at - 1].folded if at else ""
            after = words[at + 1].folded if at + 1 < len(words) else ""
            proper = at > 0 and one.typed[0].isupper() and not sentence.isupper()
            better = _likeliest(one, before, after, vocabulary, proper=proper)
            words[at : at + 1] = better or [one]
            left -= 1
    return [_as_heard(one, vocabulary) for one in words]


def _as_heard(one: Word, vocabulary: Vocabulary) -> Word:
    """Accents with which nobody knows the word are as good as none."""
    known = one.heard in vocabulary.heard or one.heard in asking().heard or one.heard in acting().heard
    return one if known else replace(one, heard="")


def _without_shorthand(typed: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """“kh” is a plan, but not in “sở KH&CN”."""
    folded = [one.folded for one in typed]
    words: list[Word] = []
    at = 0
    while at < len(typed):
        name = vocabulary.names.at(folded, at)
        if name and name.firm:
            words += typed[at : name.end]
            at = name.end
        else:
            words += _written_out(typed[at])
            at += 1
    return words


def _written_out(typed: Word) -> list[Word]:
    said = tables().shorthand.get(typed.typed.casefold())
    return words_of(said) if said else [typed]


def _is_known(one: Word, vocabulary: Vocabulary) -> bool:
    said = one.folded
    if not said.isalpha() or len(said) > _LONGEST or said in _ROMAN:
        return True
    return said in spoken()[0] or said in vocabulary.words


def _likeliest(one: Word, before: str, after: str, vocabulary: Vocabulary, *, proper: bool) -> list[Word]:
    """`proper`: it is written as a name is, and a name is no word of the grammar."""
    for candidate in _without_telex(one.folded):
        if candidate in tables().shorthand or _is_known(word(candidate), vocabulary):
            return _written_out(word(candidate))
    near = _near(one.folded, vocabulary.words - IDLE if proper else spoken()[0] | vocabulary.words)
    best = max(near, key=lambda c: _score(c, before, after, vocabulary), default="")
    if best and (len(one.folded) >= _SURE or _score(best, before, after, vocabulary) >= _PAIR):
        return [word(best)]
    return _split(one.folded, vocabulary)


_PAIR = 4


def _score(candidate: str, before: str, after: str, vocabulary: Vocabulary) -> int:
    """How well a word stands between its neighbours; a word of the grammar is likelier than one of a title."""
    known, pairs = spoken()
    score = int(candidate in known)
    for pair in ((before, candidate), (candidate, after)):
        score += (_PAIR + 1) * (pair in pairs) or _PAIR * (pair in vocabulary.pairs)
    return score


def _near(mistyped: str, words: Collection[str]) -> list[str]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(mistyped, words, scorer=OSA.distance, score_cutoff=1, limit=None)
    return sorted(said for said, *_rest in found)


def _split(glued: str, vocabulary: Vocabulary) -> list[Word]:
    """Two words between which the space is missing."""
    for at in range(2, len(glued) - 1):
        parts = [word(glued[:at]), word(glued[at:])]
        if all(_is_known(part, vocabulary) for part in parts):
            return parts
    return []


def _without_telex(typed: str) -> Iterator[str]:
    """What remains of a word typed in Telex on a keyboard that was not listening, its tone mark taken away."""
    plain = _TELEX_VOWELS.sub(lambda left: left[0][0] if left[0] != "w" else "", typed)
    if plain != typed:
        yield plain
    for tone in _TELEX_TONE.finditer(plain):
        yield plain[: tone.start()] + plain[tone.end() :]


@cache
def spoken() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """All words of the grammar without accents, and the pairs in which they follow each other."""
    grammars = (asking(), acting())
    times = [tuple(word.folded for word in words_of(said)) for said in tables().times]
    words = frozenset(said for phrase in times for said in phrase)
    return (
        words.union(*(grammar.words for grammar in grammars)),
        frozenset(pair for phrase in times for pair in pairwise(phrase)).union(*(one.pairs() for one in grammars)),
    )
