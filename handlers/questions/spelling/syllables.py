"""Spellings by ear and by habit, and words typed without the spaces between them: "wá hạn", "zahạn", "quáhạn",
"bcáo"."""

import re
from collections.abc import Iterator

from handlers.questions.lexicon.phrase_grammar import question_grammar, request_grammar
from handlers.questions.lexicon.phrase_tables import load_tables
from handlers.questions.lexicon.words import Word, to_word, tokenize
from handlers.questions.spelling.candidates import KnownWords

_SYLLABLE = re.compile(
    r"(?:ngh?|nh|ch|g[hi]|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?"
    r"(?:ieu|oai|oay|oao|oeo|uay|uoi|uou|uya|uye|uyu|yeu|a[iouy]?|e[ou]?|i[aeu]?|o[aei]?|u[aeiouy]?|ye?)"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_BY_EAR = {"w": ("qu", "q"), "z": ("gi", "g", "d", "v"), "f": ("ph",), "j": ("gi",), "dz": ("v", "d", "gi")}
"""What is written for the beginning of a word, with letters that Vietnamese does not use."""
_BEGINNING = re.compile(r"dz|[wzfj](?=\w)")
_LONGEST, _SHORT, _GLUED = 7, 3, 8  # letters
_ALONE = ("y", "ở")
"""Syllables of one letter."""
_NUMBERED = re.compile(r"([^\W\d_]{4,}?)(\d{1,2})")
_CLIPPED = re.compile(r"(?:ngh?|nh|ch|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])(?=\w\w)")
_BY_FAR = 2
_Way = tuple[int, int, tuple[str, ...]]
"""How many pairs of words nothing knows, how many words there are, and the words."""


def is_syllable(folded: str) -> bool:
    """Return whether a word without accents may be a single syllable."""
    return bool(_SYLLABLE.fullmatch(folded))


def is_numbered(typed: Word) -> bool:
    """Return whether a number stands right behind the letters of a word, as in “báocáoquý1”."""
    return bool(_NUMBERED.fullmatch(typed.typed))


def read_by_ear(typed: Word, known_words: KnownWords) -> list[Word]:
    """Return the word that begins with a letter that Vietnamese does not use, as it is spelled; empty for none."""
    words = (to_word(spelling) for spelling in _spellings(typed.typed.casefold())[1:])
    return next(([word] for word in words if _is_known(word, known_words)), [])


def respell(typed: Word, known_words: KnownWords) -> list[Word]:
    """Return the words that were meant by one that nobody knows; empty if there are none for certain."""
    small = typed.typed.casefold()
    ways = [way for spelling in _spellings(small) for way in _split(spelling, known_words) if way[0] == 0]
    return [to_word(part) for part in min(ways)[2]] if ways else _unclip(small, known_words)


def split_by_accents(typed: Word, known_words: KnownWords) -> list[Word]:
    """Return the known words of which one is made that has accents, though they follow each other nowhere; without
    accents a long one of three words or more, of which only two may: “viecquahan”.
    """
    small = typed.typed.casefold()
    ways = list(_split(small, known_words))
    if small.isascii():
        ways = [way for way in ways if way[0] <= 1 and way[1] > _BY_FAR and len(small) > _GLUED]
    return [to_word(part) for part in min(ways)[2]] if ways else []


def _spellings(small: str) -> list[str]:
    """Return a word as typed, and as its beginning may be spelled."""
    begun = _BEGINNING.match(small)
    return [small, *(said + small[begun.end() :] for said in _BY_EAR[begun[0]])] if begun else [small]


def _is_known(word: Word, known_words: KnownWords) -> bool:
    """Return whether a word is known, with the accents that it has."""
    if not word.folded.isalpha():
        return False
    known = known_words.knows(word) or word.folded in request_grammar().counts
    return known and (not word.accented or _knows_accents(word, known_words))


def _knows_accents(word: Word, known_words: KnownWords) -> bool:
    return known_words.knows_accents(word) or word.accented in request_grammar().accented


def _split(small: str, known_words: KnownWords) -> Iterator[_Way]:
    """Yield how a word can be cut into known ones, a number at its end aside; not what may be one syllable."""
    numbered = _NUMBERED.fullmatch(small)
    letters, number = (numbered[1], (numbered[2],)) if numbered else (small, ())
    if not letters.isalpha() or is_syllable(to_word(letters).folded):
        return
    best: list[_Way | None] = [(0, 0, ())] + [None] * len(letters)
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end):
            before, part = best[start], letters[start:end]
            if before is None or (len(part) == 1 and part not in _ALONE):
                continue
            if not _is_known(to_word(part), known_words):
                continue
            strange = bool(before[2]) and not _follow(before[2][-1], part, known_words)
            way = (before[0] + strange, before[1] + 1, (*before[2], part))
            best[end] = min(way, best[end] or way)
    whole = best[-1]
    if whole and len(whole[2]) > 1:
        yield (whole[0], whole[1], (*whole[2], *number))


def _follow(before: str, after: str, known_words: KnownWords) -> bool:
    return known_words.fits(to_word(after).folded, to_word(before).folded, "")


def _unclip(small: str, known_words: KnownWords) -> list[Word]:
    """Return the two words of which the first was cut down to its first letters: “bcáo”, “qhạn”."""
    if said := load_tables().shorthand.get(to_word(small).folded):
        return tokenize(said)
    clipped = _CLIPPED.match(small)
    rest = to_word(small[clipped.end() :]) if clipped else None
    if clipped is None or rest is None or (len(rest.folded) < _SHORT and not rest.accented):
        return []
    if not _is_known(rest, known_words) or not is_syllable(rest.folded):
        return []
    opening = to_word(clipped[0]).folded
    found = known_words.find_before(rest.folded, opening)
    ranked = sorted(found, key=lambda said: (-question_grammar().counts[said], said))
    often = [question_grammar().counts[said] for said in ranked[:2]]
    sure = len(often) == 1 or (len(often) > 1 and often[0] > _BY_FAR * often[1])
    return [to_word(ranked[0]), rest] if sure else []
