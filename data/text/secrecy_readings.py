"""What a syllable that could be a mark of secrecy is read as, from the words around it and their accents."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from data.text import fold, secrecy_words
from data.text.secrecy_syllables import Syllable

_REACH = 4
"""Words on either side that tell what is spoken of."""


def following(words: Sequence[Syllable], at: int) -> str:
    """Return the word behind the one at `at`, folded; "" where the line ends."""
    return words[at + 1].folded if at + 1 < len(words) and "\n" not in words[at].after else ""


@lru_cache(maxsize=4096)
def _accents(word: str) -> frozenset[str]:
    return frozenset(
        letter
        for letter in unicodedata.normalize("NFD", word.casefold())
        if letter == "đ" or unicodedata.combining(letter)
    )


@lru_cache(maxsize=4096)
def _could_read(typed: str, reading: str) -> bool:
    """Return whether who typed `typed` may have meant `reading`: the same letters, the same accents or none."""
    written = _accents(typed)
    return fold(typed) == fold(reading) and (not written or written == _accents(reading))


def reads_on(words: Sequence[Syllable], at: int, readings: Iterable[str]) -> bool:
    """Return whether the word behind the one at `at` is one of `readings`; behind accents, bare is as it is typed."""
    if not words[at].is_joined_to_next or at + 1 >= len(words):
        return False
    typed = words[at + 1].typed.casefold()
    if words[at].typed.casefold() == "mật" and fold(typed) in secrecy_words.OTHER_BARE:
        return typed in readings
    return any(_could_read(typed, reading) for reading in readings)


def _is_pair(one: str, other: str, readings: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether both words could be one of `readings`, some accents left out; "công thu" is not "công thư"."""
    for kind in readings.get(f"{fold(one)} {fold(other)}", ()):
        first, second = kind.split()
        is_other = fold(other) in secrecy_words.OTHER_BARE and _accents(second) and not _accents(other)
        if _accents(one) <= _accents(first) and _accents(other) <= _accents(second):
            return not (is_other and _accents(one))
    return False


def follows_kind(words: Sequence[Syllable], at: int, *, of: int = 0, without: frozenset[str] = frozenset()) -> bool:
    """Return whether what can be classified stands before the word at `at`, also where its accents are left out.

    `of` takes kinds of so many syllables alone, `without` leaves some of one syllable out.
    """
    if not at:
        return False
    one = words[at - 1]
    if at >= 2 and _is_pair(words[at - 2].typed, one.typed, secrecy_words.CLASSIFIED):
        return True
    if of == 2 or one.folded in without:
        return False
    is_typed = words[at].typed.casefold() == "mật" and one.folded in secrecy_words.OTHER_BARE
    return any(
        (one.typed.casefold() == kind if is_typed else _could_read(one.typed, kind))
        for kind in secrecy_words.CLASSIFIED.get(one.folded, ())
    ) and not (_is_village(words, at) or _is_counted(words, at))


def has_kind(words: Sequence[Syllable]) -> bool:
    """Return whether what can be classified is named among `words`."""
    folded = [word.folded for word in words]
    pairs = (f"{one} {two}" for one, two in pairwise(folded))
    return any(pair in secrecy_words.CLASSIFIED for pair in pairs) or not secrecy_words.ABBREVIATED.isdisjoint(folded)


def follows_other(words: Sequence[Syllable], at: int) -> bool:
    """Return whether the word before the one at `at` makes it honey, a face, an eye or a name."""
    if not at or not words[at].is_joined_to_former:
        return False
    one = words[at - 1]
    if one.folded in secrecy_words.OTHER_BEFORE or _is_village(words, at):
        return True
    if any(_could_read(one.typed, reading) for reading in secrecy_words.READ_BEFORE.get(one.folded, ())):
        return True
    return at >= 2 and _is_pair(words[at - 2].typed, one.typed, secrecy_words.READ_BEFORE)


def _is_village(words: Sequence[Syllable], at: int) -> bool:
    """Return whether "bản Mật" is a village: written as a name, and not said to be sent or kept."""
    if words[at - 1].folded != "ban" or not words[at].typed[:1].isupper():
        return False
    two = words[at - 2].folded if at >= 2 else ""
    after = following(words, at)
    if after in secrecy_words.PLACES or two in secrecy_words.IN_VILLAGES:
        return True
    if words[at].typed.isupper():
        return False
    is_name = bool(after) and words[at].is_joined_to_next and words[at + 1].typed[:1].isupper()
    return is_name or (two not in secrecy_words.HANDED and words[at].after.strip()[:1] != ")" and at >= 2)


def _is_counted(words: Sequence[Syllable], at: int) -> bool:
    """Return whether it is "các loại mật", "3 loại mật": kinds of honey."""
    two = words[at - 2].folded if at >= 2 else ""
    return words[at - 1].folded == "loai" and (two in secrecy_words.SEVERAL or two.isdecimal())


def is_beside(words: Sequence[Syllable], at: int, others: frozenset[str]) -> bool:
    """Return whether one of `others` stands near to the word at `at` in its line, typed as it is written there."""
    for beside in range(at, min(at + _REACH, len(words) - 1)):
        if "\n" in words[beside].after:
            break
        if words[beside + 1].typed.casefold() in others:
            return True
    for beside in range(at, max(at - _REACH, 0), -1):
        if "\n" in words[beside].before:
            break
        if words[beside - 1].typed.casefold() in others:
            return True
    return False


def _behind_number(words: Sequence[Syllable], at: int) -> int:
    """Return where the words go on behind the numbers that begin at `at`, in one line."""
    for place in range(at, min(at + 6, len(words))):
        if not words[place].typed.isdecimal():
            return place
        if "\n" in words[place].after:
            return len(words)
    return len(words)


def _is_number_word(word: Syllable) -> bool:
    return _could_read(word.typed, "số")


def is_density(words: Sequence[Syllable], at: int) -> bool:
    """Return whether it goes on like "mật số rầy nâu" or "mật số 750 - 1.500 con/m2", and so counts living things."""
    if not (following(words, at) and _is_number_word(words[at + 1])) or not words[at].is_joined_to_next:
        return False
    if at + 2 >= len(words) or "\n" in words[at + 1].after:
        return False
    if not words[at + 2].typed[:1].isdecimal():
        return words[at + 2].folded not in secrecy_words.NUMBERED and words[at + 1].is_joined_to_next
    place = _behind_number(words, at + 2)
    if any("%" in word.after for word in words[at + 2 : place]):
        return True
    return place < len(words) and words[place].typed.casefold() in secrecy_words.LIVING


def has_number(words: Sequence[Syllable], at: int) -> bool:
    """Return whether the number of a document begins at `at`: "12/UBND", "05-KH/TU"."""
    place = _behind_number(words, at)
    if place == at or place >= len(words):
        return False
    return words[place].before.strip() in ("/", "-") and words[place].typed.isupper() and len(words[place].typed) > 1


def goes_on_with_number(words: Sequence[Syllable], at: int) -> bool:
    """Return whether "số 12" stands behind the word at `at`."""
    is_said = bool(following(words, at)) and _is_number_word(words[at + 1])
    return is_said and at + 2 < len(words) and words[at + 2].typed[:1].isdecimal()


def is_numbered(words: Sequence[Syllable], at: int) -> bool:
    """Return whether "Mật số: 12" opens a line, or the number is one of documents."""
    if not goes_on_with_number(words, at):
        return False
    if has_number(words, at + 2):
        return True
    opens = at == 0 or "\n" in words[at].before or bool(re.search(r"[(\[|]\s*$", words[at].before))
    number = words[at + 2]
    is_one = number.typed.isdecimal() and not re.match(r"\s*[-–—.,]\s*\d", f"{number.after}{_typed(words, at + 3)}")
    return opens and is_one and "\n" not in words[at + 1].after


def is_lost_time(words: Sequence[Syllable], at: int) -> bool:
    """Return whether it goes on like "mat 3 ngay": what takes time. "mat 12 ngay 3/4" bears a number and a date."""
    if not following(words, at).isdecimal():
        return False
    place = _behind_number(words, at + 1)
    if place >= len(words) or words[place].folded not in secrecy_words.TIMES:
        return False
    return not (words[place].folded in ("ngay", "thang", "nam") and _typed(words, place + 1).isdecimal())


def _typed(words: Sequence[Syllable], at: int) -> str:
    return words[at].typed if at < len(words) else ""
