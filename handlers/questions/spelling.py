"""What was mistyped, mended: shorthand, what is left of Telex, one slip of the finger; only in words nobody knows."""

import re
from collections.abc import Collection, Iterator, Sequence
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
_WORDS_A_SLIP = 8
DOUBTS = frozenset("chua khong sap gan ai neu ha a se dung chang".split())
"""What may be meant by a slip in a word is not to be taken for the statement of anything."""

_THOUGHTS = 6  # ways in which a sentence that makes no sense is read once more
_OFTEN = 12
_BESIDE = {
    key: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm")
    for at, key in enumerate(row)
}
"""The keys to the left and right of each."""

_BEFORE_NUMBERS = frozenset("ngay thang quy nam so".split())
_SURE = 4  # letters from which on a word is known by itself, without those beside it

def mended(sentence: str, vocabulary: Vocabulary) -> list[Word]:
    """The words of `sentence`, those that neither the grammar nor the registry knows replaced by the likeliest.

    One slip in so many words is a slip; more of them, and the sentence is about something else.
    """
    words = _without_shorthand(words_of(sentence), vocabulary)
    slips = 1 + len(words) // _WORDS_A_SLIP
    for at, one in enumerate(words):
        if _is_known(one, vocabulary):
            continue
        if plain := _without_telex(one, vocabulary):
            words[at : at + 1] = plain
        elif slips:
            before, after = (words[to].folded if 0 <= to < len(words) else "" for to in (at - 1, at + 1))
            proper = at > 0 and one.typed[0].isupper() and not sentence.isupper()
            words[at : at + 1] = _likeliest(one, before, after, vocabulary, proper=proper) or [one]
            slips -= 1
    return [_as_heard(one, vocabulary) for one in words]


def _as_heard(one: Word, vocabulary: Vocabulary) -> Word:
    """Accents with which nobody knows the word are as good as none."""
    return one if _is_heard(one, vocabulary) else replace(one, heard="")


def _is_heard(one: Word, vocabulary: Vocabulary) -> bool:
    return one.heard in vocabulary.heard or one.heard in asking().heard or one.heard in acting().heard


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
    """Accents that make another word of it are let pass where the word is known without: many write them wrong."""
    said = one.folded
    if not said.isalpha() or len(said) > _LONGEST or said in _ROMAN:
        return True
    return said in spoken()[0] or said in vocabulary.words


def _likeliest(one: Word, before: str, after: str, vocabulary: Vocabulary, *, proper: bool) -> list[Word]:
    """`proper`: it is written as a name is, and a name is no word of the grammar."""
    near = _candidates(one, vocabulary, proper=proper)
    best = max(near, key=lambda said: _score(one.folded, said.folded, before, after, vocabulary), default=None)
    if best and (_is_sure(one, best) or _fits(best.folded, before, after, vocabulary)):
        doubtful = any(said.folded in DOUBTS for said in near)
        return [replace(best, doubtful=doubtful)]
    return _split(one.folded, vocabulary)


def _is_sure(one: Word, best: Word) -> bool:
    """A short word is known by itself only if it is said often."""
    return len(one.folded) >= _SURE or (len(one.folded) == _SURE - 1 and asking().counts[best.folded] >= _OFTEN)


def _candidates(one: Word, vocabulary: Vocabulary, *, proper: bool) -> list[Word]:
    """Words from which `one` is one slip away, with its accents where it has any."""
    if one.heard:
        spelled = vocabulary.spellings if proper else vocabulary.spellings | spellings()
        if near := _near(one.typed.casefold(), spelled):
            return list(map(word, near))
        if len(one.folded) <= _SURE:
            return []
    known = vocabulary.words - IDLE if proper else vocabulary.words | spoken()[0]
    return list(map(word, _near(one.folded, known)))


def second_thoughts(words: Sequence[Word], places: Sequence[int], vocabulary: Vocabulary) -> Iterator[list[Word]]:
    """The sentence with one of the words at `places`, which are words but make no sense there, replaced by one that
    stands well between its neighbours; the likeliest first. Where several make no sense, only words of a title are
    put right: the sentence is not about the plan otherwise."""
    found = []
    for at in places:
        typed = words[at].folded
        before, after = (words[to].folded if 0 <= to < len(words) else "" for to in (at - 1, at + 1))
        if not typed.isalpha() or not 1 < len(typed) <= _LONGEST:
            continue
        for said in _near(typed, spoken()[0] | vocabulary.words):
            if said != typed and said not in DOUBTS and _fits(said, before, after, vocabulary, of_titles=len(places) > 1):
                found.append((-_score(typed, said, before, after, vocabulary), at, said))
        if DOUBTS.intersection(_near(typed, DOUBTS)):
            return
    for _score_of_it, at, said in sorted(found)[:_THOUGHTS]:
        yield [*words[:at], word(said), *words[at + 1 :]]


def _fits(said: str, before: str, after: str, vocabulary: Vocabulary, *, of_titles: bool = False) -> bool:
    """Whether a word goes with the one before it or the one after it somewhere."""
    pairs = vocabulary.pairs if of_titles else vocabulary.pairs | spoken()[1]
    return (before, said) in pairs or (said, after) in pairs


def _score(typed: str, said: str, before: str, after: str, vocabulary: Vocabulary) -> float:
    """How likely a word was meant: by its neighbours, by how often it is said, and by how a finger slips."""
    _words, pairs = spoken()
    score = min(asking().counts.get(said, 0), _OFTEN) / _OFTEN + _slipped(typed, said)
    for pair in ((before, said), (said, after)):
        score += 2 * (pair in pairs) or 1.5 * (pair in vocabulary.pairs)
    return score + 2 * (said in _BEFORE_NUMBERS and after[:1].isdecimal())


def _slipped(typed: str, said: str) -> float:
    """A letter left out, doubled, exchanged with the next one or hit beside its key, rather than any other."""
    if len(typed) < len(said) or sorted(typed) == sorted(said):
        return 1.0
    at = next((at for at, (one, other) in enumerate(zip(typed, said, strict=False)) if one != other), len(said))
    if len(typed) > len(said):
        return 1.0 if typed[at] == typed[at - 1] else 0.0
    return 1.0 if said[at] in _BESIDE.get(typed[at], "") else 0.0


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


def _without_telex(one: Word, vocabulary: Vocabulary) -> list[Word]:
    """The word that was typed in Telex on a keyboard that was not listening; none where it was not."""
    plain = _TELEX_VOWELS.sub(lambda left: left[0][0] if left[0] != "w" else "", one.folded)
    toneless = (plain[: tone.start()] + plain[tone.end() :] for tone in _TELEX_TONE.finditer(plain))
    for said in (*((plain,) if plain != one.folded else ()), *toneless):
        if said in tables().shorthand or _is_known(word(said), vocabulary):
            return _written_out(word(said))
    return []


@cache
def spellings() -> frozenset[str]:
    """All words of the grammar as they are written."""
    times = frozenset(word.typed for said in tables().times for word in words_of(said))
    return times | asking().spellings | acting().spellings


@cache
def spoken() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """All words of the grammar without accents, and the pairs in which they follow each other."""
    grammars = (asking(), acting())
    times = [tuple(word.folded for word in words_of(said)) for said in tables().times]
    words = frozenset(said for phrase in times for said in phrase)
    return (
        words.union(*(grammar.counts for grammar in grammars)),
        frozenset(pair for phrase in times for pair in pairwise(phrase)).union(*(one.pairs() for one in grammars)),
    )
