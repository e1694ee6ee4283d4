"""Correction of mistyped words: shorthand, leftovers of Telex, one typing error; only in words nobody knows."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from handlers.questions.lexicon.phrase_grammar import request_grammar
from handlers.questions.lexicon.phrase_tables import load_tables
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word, to_word, tokenize
from handlers.questions.spelling.bound_words import LEAST_LETTERS, find_bound, mend_bound
from handlers.questions.spelling.candidates import NEGATIONS_AND_QUESTIONS, KnownWords, get_known_words
from handlers.questions.spelling.syllables import is_numbered, is_syllable, read_by_ear, respell, split_by_accents

_TELEX_TONE = re.compile(r"(?<=.)[sfrxj]")
_TELEX_VOWELS = re.compile(r"(?<=[aou])w|(?<=\w)w(?=[sfrxj]?$)|aa(?=a?)|ee|oo|dd|^w")
_REPEATED = re.compile(r"(\w)\1+")
_WORDS_PER_TYPO = 8
_SHORT = 4  # letters; a longer word is known with any accents
_BEFORE_NAMES = frozenset({"anh", "chi", "co", "chu", "bac", "ong", "ba", "em", "ban"})
_MAX_REREADINGS = 6  # ways in which a sentence that makes no sense is read once more


def correct_words(sentence: str, vocabulary: Vocabulary) -> list[Word]:
    """Return the words of `sentence`; unknown ones are replaced by the likeliest word of the grammar or the
    registry.
    """
    return list(_correct(sentence, vocabulary))


@lru_cache(maxsize=8)  # the grammar and what weighs similar sentences read the same words
def _correct(sentence: str, vocabulary: Vocabulary) -> tuple[Word, ...]:
    words = _without_shorthand(tokenize(sentence), vocabulary)
    known_words, requested = get_known_words(vocabulary), _words_of_requests(words)
    slips = _max_typos(words)
    for at, one in enumerate(words):
        known = known_words.knows(one)
        if (known and not is_numbered(one)) or one in requested or _is_of_a_person(words, at):
            continue
        bound = None if known else find_bound(one, _neighbours(words, at))
        if bound:
            words[at] = mend_bound(bound, one, _neighbours(words, at), known_words)
        elif swapped := _with_letters_put_back(words, at, known_words):
            words[at] = swapped
        elif plain := _as_meant(one, known_words):
            words[at : at + 1] = plain
        elif slips and not known:
            words[at : at + 1] = (
                _best_candidate(words, at, known_words)
                or _without_swapped_telex(one, known_words)
                or split_by_accents(one, known_words)
                or [one]
            )
            slips -= 1
    for at, one in enumerate(words):
        clear = one.accented and not known_words.knows_accents(one)
        if (clear or not one.accented) and not one.mended and (better := _restored(words, at, known_words)):
            words[at] = better
    requested = _words_of_requests(words)
    return tuple(one if one in requested else _without_slips(one, known_words) for one in words)


def _with_letters_put_back(words: Sequence[Word], at: int, known_words: KnownWords) -> Word | None:
    """Return the known word of which an unknown one has swapped letters and that fits beside it: “gnay 22/3”."""
    one = words[at]
    if not one.folded.isalpha() or len(one.folded) < LEAST_LETTERS:
        return None
    beside = _neighbours(words, at)
    swapped = [said for said in known_words.find_near(one) if sorted(said.folded) == sorted(one.folded)]
    best = max(swapped, key=lambda said: known_words.score(one.folded, said.folded, *beside), default=None)
    if best is None or not (
        known_words.fits(best.folded, *beside) or known_words.is_before_number(best.folded, beside[1])
    ):
        return None
    return _as_correction(best, one, known_words, beside)


def _restored(words: Sequence[Word], at: int, known_words: KnownWords) -> Word | None:
    """Return the word of which a letter was left out where another one remained, “ban hàn”, “xin gia ha”; None for a
    word that fits beside its neighbours.

    With its accents it need only fit, and a word that denies not even that; without any, both words must belong
    together.
    """
    one, beside = words[at], _neighbours(words, at)
    if not one.folded.isalpha() or _is_proper(words, at):
        return None
    near = known_words.find_with_letter(one)
    if known_words.fits(one.folded, *beside):  # “cưa” may be “của”, and “chưa” as well
        doubtful = one.accented and any(said.folded in NEGATIONS_AND_QUESTIONS and said.accented for said in near)
        return replace(one, doubtful=True) if doubtful else None
    if bound := find_bound(one, beside):
        return mend_bound(bound, one, beside, known_words)
    found = [
        said
        for said in near
        if one.accented and (said.folded in NEGATIONS_AND_QUESTIONS or known_words.fits(said.folded, *beside))
    ]
    best = max(found, key=lambda said: known_words.score(one.folded, said.folded, *beside), default=None)
    return _as_correction(best, one, known_words, beside) if best else None


def _as_meant(one: Word, known_words: KnownWords) -> list[Word]:
    """Return the words for which one stands that is no slip: with letters held down, in Telex, by ear, without
    spaces; empty if it is none of these.
    """
    ways = [_without_repeats, read_by_ear, _without_telex, respell, *([split_by_accents] if is_numbered(one) else [])]
    return next((plain for way in ways if (plain := way(one, known_words))), [])


def _without_slips(one: Word, known_words: KnownWords) -> Word:
    """Return a word whose accents are a slip with those that were meant, without any if they may be several; accents
    typed against every reading are kept.
    """
    if known_words.knows_accents(one):
        return one
    meant = known_words.find_accents(one)
    if len(one.folded) > _SHORT or not known_words.knows(one) or len(meant) > 1:
        return replace(one, accented="")
    return replace(one, accented=meant.pop()) if meant else one


def _words_of_requests(words: Sequence[Word]) -> set[Word]:
    """Return the words of phrases for files, comparisons and reminders.

    Elsewhere they are no words: "tăng" is a slip for "tháng" unless something is to rise.
    """
    return {one for found in request_grammar().find_all(words) for one in words[found.start : found.end]}


def expand_shorthand(sentence: str) -> list[Word]:
    """Return the words of `sentence` with shorthand written out and nothing else corrected."""
    return [said for typed in tokenize(sentence) for said in _expand(typed)]


def correct_known_words(words: Sequence[Word], places: Iterable[int], vocabulary: Vocabulary) -> Iterator[list[Word]]:
    """Yield the sentence with one of the words at `places` replaced by one that fits its neighbours; the likeliest
    first.

    The words at `places` are known, but make no sense there. Nothing is yielded if a word was corrected already.
    Where several make no sense, only words of titles replace them: otherwise the sentence is not about the plan.
    """
    known_words, places = get_known_words(vocabulary), list(places)
    if sum(one.mended for one in words) >= _max_typos(words):
        return
    found = [
        (-known_words.score(words[at].folded, said.folded, *_neighbours(words, at)), at, said.typed)
        for at in places
        if words[at].folded.isalpha()
        and len(words[at].folded) > 1
        and not _is_of_a_person(words, at)
        and words[at].folded not in NEGATIONS_AND_QUESTIONS
        for said in known_words.find_near(words[at], proper=_is_proper(words, at))
        if said.folded not in NEGATIONS_AND_QUESTIONS
        and known_words.is_likely(words[at], said)
        and known_words.fits(
            said.folded,
            *_neighbours(words, at),
            of_titles=len(places) > 1 and not known_words.sounds_alike(words[at], said),
        )
    ]
    for _score, at, said in sorted(found)[:_MAX_REREADINGS]:
        yield [*words[:at], _as_correction(to_word(said), words[at], known_words), *words[at + 1 :]]


def _max_typos(words: Sequence[Word]) -> int:
    """Return how many words of a sentence may be mistyped; with more of them it is about something else."""
    return 1 + len(words) // _WORDS_PER_TYPO


def _is_proper(words: Sequence[Word], at: int) -> bool:
    """Return whether a word is capitalised as a name is, in a sentence that is not all in capitals."""
    return at > 0 and words[at].typed[0].isupper() and not all(one.typed.isupper() for one in words)


def _is_of_a_person(words: Sequence[Word], at: int) -> bool:
    """Return whether a capitalised word is a person's name, behind a word for one: “bạn Nga”."""
    return _is_proper(words, at) and words[at].typed.istitle() and words[at - 1].folded in _BEFORE_NAMES


def _neighbours(words: Sequence[Word], at: int) -> tuple[str, str]:
    before, after = (words[to].folded if 0 <= to < len(words) else "" for to in (at - 1, at + 1))
    return before, after


def _without_shorthand(typed: list[Word], vocabulary: Vocabulary) -> list[Word]:
    """Write out shorthand, except in names of agencies: “kh” is a plan, but not in “sở KH&CN”."""
    folded = [one.folded for one in typed]
    words: list[Word] = []
    at = 0
    while at < len(typed):
        name = vocabulary.names.find_longest_at(folded, at)
        if name and name.unambiguous:
            words += typed[at : name.end]
            at = name.end
        else:
            words += [typed[at]] if _is_doubled(folded, at) else _expand_within(typed, at)
            at += 1
    return words


def _expand_within(typed: Sequence[Word], at: int) -> list[Word]:
    """Write out shorthand that means one thing beside some words, and another alone: “bh” is “bao giờ”, but “ban
    hành” in “đã bh số 15/KH-UBND”.
    """
    before, after = _neighbours(typed, at)
    beside = load_tables().beside.get(typed[at].typed.casefold())
    meant = beside and (before in beside["behind"] or after in beside["before"])
    meant = beside and meant and before not in beside.get("never_behind", ())
    meant = meant and beside and after not in beside.get("never_before", ())
    return tokenize(beside["meaning"]) if beside and meant else _expand(typed[at])


def _is_doubled(folded: Sequence[str], at: int) -> bool:
    """Return whether a word stands beside itself, as no shorthand does: “song song”."""
    return folded[at] in (*folded[max(at - 1, 0) : at], *folded[at + 1 : at + 2])


def _expand(typed: Word) -> list[Word]:
    said = load_tables().shorthand.get(typed.typed.casefold())
    return tokenize(said) if said else [typed]


def _best_candidate(words: Sequence[Word], at: int, known_words: KnownWords) -> list[Word]:
    one, beside = words[at], _neighbours(words, at)
    near = [
        said for said in known_words.find_near(one, proper=_is_proper(words, at)) if known_words.may_be(one, said)
    ]
    best = max(near, key=lambda said: known_words.score(one.folded, said.folded, *beside), default=None)
    fits = best and (known_words.fits(best.folded, *beside) or known_words.is_before_number(best.folded, beside[1]))
    if best and (fits or known_words.is_sure(one, best)):
        return [_as_correction(best, one, known_words, beside)]
    return _split(one.folded, known_words)


def _as_correction(better: Word, typed: Word, known_words: KnownWords, beside: tuple[str, str] = ("", "")) -> Word:
    return replace(better, mended=True, doubtful=known_words.may_deny(typed, better, *beside))


def _split(glued: str, known_words: KnownWords) -> list[Word]:
    """Return the two known words between which the space is missing; empty if there are none, or need be none."""
    if is_syllable(glued):
        return []
    for at in range(2, len(glued) - 1):
        parts = [to_word(glued[:at]), to_word(glued[at:])]
        if all(map(known_words.knows, parts)):
            return [replace(part, mended=True) for part in parts]
    return []


def _without_repeats(one: Word, known_words: KnownWords) -> list[Word]:
    """Return the word in which letters were held down, “nàyyy”, or typed twice; empty if there is none."""
    once = to_word(_REPEATED.sub(r"\1", one.typed))
    if once.folded == one.folded or len(once.folded) <= 1 or not known_words.knows(once):
        return []
    return [_as_correction(said, one, known_words) for said in _expand(once)]


def _without_swapped_telex(one: Word, known_words: KnownWords) -> list[Word]:
    """Return the word typed in Telex with two letters swapped, “thagns” for “thangs”; empty if there is none."""
    if not one.folded.isalpha() or one.accented or len(one.folded) <= _SHORT:
        return []
    said = one.folded
    for at in range(len(said) - 1):
        swapped = said[:at] + said[at + 1] + said[at] + said[at + 2 :]
        if found := _without_telex(to_word(swapped), known_words):
            return [replace(word, mended=True) for word in found]
    return []


def _without_telex(one: Word, known_words: KnownWords) -> list[Word]:
    """Return the word that was typed in Telex on a keyboard that was not set to it; empty if it was not."""
    plain = _TELEX_VOWELS.sub(lambda left: left[0][0] if left[0] != "w" else "", one.folded)
    toneless = (plain[: tone.start()] + plain[tone.end() :] for tone in _TELEX_TONE.finditer(plain))
    for said in (*((plain,) if plain != one.folded else ()), *toneless):
        if said in load_tables().shorthand or known_words.knows(to_word(said)):
            doubtful = any(
                near.folded in NEGATIONS_AND_QUESTIONS - {said}
                for near in known_words.find_near(replace(one, accented=""))
            )
            return [replace(plain_word, doubtful=doubtful) for plain_word in _expand(to_word(said))]
    return []
