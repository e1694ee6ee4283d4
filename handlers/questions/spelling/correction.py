"""What was mistyped, mended: shorthand, what is left of Telex, one slip of the finger; only in words nobody knows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from handlers.questions.lexicon.phrase_tables import tables
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word, to_word, tokenize
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS, KnownWords, get_known_words

_TELEX_TONE = re.compile(r"(?<=.)[sfrxj]")
_TELEX_VOWELS = re.compile(r"(?<=[aou])w|aa(?=a?)|ee|oo|dd|^w")
_WORDS_PER_TYPO = 8
_MAX_REREADINGS = 6  # ways in which a sentence that makes no sense is read once more


def correct_words(sentence: str, vocabulary: Vocabulary) -> list[Word]:
    """The words of `sentence`, those that neither the grammar nor the registry knows replaced by the likeliest."""
    words = _without_shorthand(tokenize(sentence), vocabulary)
    lexis = get_known_words(vocabulary)
    slips = _max_typos(words)
    for at, one in enumerate(words):
        if lexis.knows(one):
            continue
        if plain := _without_telex(one, lexis):
            words[at : at + 1] = plain
        elif slips:
            words[at : at + 1] = _best_candidate(words, at, lexis) or [one]
            slips -= 1
    return [one if lexis.knows_accents(one) else replace(one, heard="") for one in words]


def expand_shorthand(sentence: str) -> list[Word]:
    """The words of `sentence`, shorthand written out and nothing else mended."""
    return [said for typed in tokenize(sentence) for said in _expand(typed)]


def correct_known_words(words: Sequence[Word], places: Iterable[int], vocabulary: Vocabulary) -> Iterator[list[Word]]:
    """The sentence with one of the words at `places`, which are words but make no sense there, replaced by one that
    stands well between its neighbours; the likeliest first. None where there was a slip already.

    Where several words make no sense, only those of a title are put right: the sentence is not about the plan
    otherwise.
    """
    lexis, places = get_known_words(vocabulary), list(places)
    if sum(one.mended for one in words) >= _max_typos(words):
        return
    found = [
        (-lexis.score(words[at].folded, said.folded, *_neighbours(words, at)), at, said.typed)
        for at in places
        if words[at].folded.isalpha()
        and len(words[at].folded) > 1
        and words[at].folded not in NEGATIONS_AND_QUESTIONS
        for said in lexis.near(replace(words[at], heard=""), proper=_is_proper(words, at))
        if said.folded not in NEGATIONS_AND_QUESTIONS
        and lexis.fits(said.folded, *_neighbours(words, at), of_titles=len(places) > 1)
    ]
    for _score, at, said in sorted(found)[:_MAX_REREADINGS]:
        yield [*words[:at], _as_correction(to_word(said), words[at], lexis), *words[at + 1 :]]


def _max_typos(words: Sequence[Word]) -> int:
    """One slip in so many words is a slip; with more of them the sentence is about something else."""
    return 1 + len(words) // _WORDS_PER_TYPO


def _is_proper(words: Sequence[Word], at: int) -> bool:
    """Whether a word is written as a name is, in a sentence that is not all in capitals."""
    return at > 0 and words[at].typed[0].isupper() and not all(one.typed.isupper() for one in words)


def _neighbours(words: Sequence[Word], at: int) -> tuple[str, str]:
    before, after = (words[to].folded if 0 <= to < len(words) else "" for to in (at - 1, at + 1))
    return before, after


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
            words += _expand(typed[at])
            at += 1
    return words


def _expand(typed: Word) -> list[Word]:
    said = tables().shorthand.get(typed.typed.casefold())
    return tokenize(said) if said else [typed]


def _best_candidate(words: Sequence[Word], at: int, lexis: KnownWords) -> list[Word]:
    one, beside = words[at], _neighbours(words, at)
    near = lexis.near(one, proper=_is_proper(words, at))
    best = max(near, key=lambda said: lexis.score(one.folded, said.folded, *beside), default=None)
    if best and (lexis.is_sure(one, best) or lexis.fits(best.folded, *beside)):
        return [_as_correction(best, one, lexis)]
    return _split(one.folded, lexis)


def _as_correction(better: Word, typed: Word, lexis: KnownWords) -> Word:
    doubtful = any(said.folded in NEGATIONS_AND_QUESTIONS for said in lexis.near(replace(typed, heard="")))
    return replace(better, mended=True, doubtful=doubtful)


def _split(glued: str, lexis: KnownWords) -> list[Word]:
    """Two words between which the space is missing."""
    for at in range(2, len(glued) - 1):
        parts = [to_word(glued[:at]), to_word(glued[at:])]
        if all(map(lexis.knows, parts)):
            return [replace(part, mended=True) for part in parts]
    return []


def _without_telex(one: Word, lexis: KnownWords) -> list[Word]:
    """The word that was typed in Telex on a keyboard that was not listening; none where it was not."""
    plain = _TELEX_VOWELS.sub(lambda left: left[0][0] if left[0] != "w" else "", one.folded)
    toneless = (plain[: tone.start()] + plain[tone.end() :] for tone in _TELEX_TONE.finditer(plain))
    for said in (*((plain,) if plain != one.folded else ()), *toneless):
        if said in tables().shorthand or lexis.knows(to_word(said)):
            doubtful = any(
                near.folded in NEGATIONS_AND_QUESTIONS - {said} for near in lexis.near(replace(one, heard=""))
            )
            return [replace(plain_word, doubtful=doubtful) for plain_word in _expand(to_word(said))]
    return []
