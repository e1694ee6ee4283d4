"""Marks of state secrecy in a text, however they are written.

Luật Bảo vệ bí mật nhà nước 2025 (in force since 01/03/2026): the marks are Mật, Tối mật and Tuyệt mật. "Mật" is an
everyday syllable as well (mật ong, mật khẩu, bí mật), and without accents a very common one ("mất", "mặt", "mắt"), so
that it counts only where it stands as a mark: by itself, in capitals, in brackets, or behind what can be classified.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from data.text import fold, secrecy_words

_LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеіјкмнорстухѕΑΒΕΙΚΜΝΟΡΤΥΧαικνορτυχΛɅᴧⲘⲀⲦⲞⲒՕօսᎷᎪᎢᎬᎩꓟꓮꓔꓳꓲꓬꓴꓰŦŧɱʍӍӎ®©ɑıƗ|@€",
    "ABESIJKMHOPCTYXaeijkmhopctyxsABEIKMNOPTYXaiknoptyxAAaMATOIOouMATEYMATOIYUETtmmMmđcaiIiae",
)
"""Letters of other alphabets, and signs, that look like Latin ones."""
_DRAWN = re.compile(
    r"(?:LATIN LETTER SMALL CAPITAL|(?:CROSSED )?NEGATIVE (?:SQUARED|CIRCLED) LATIN CAPITAL LETTER"
    r"|REGIONAL INDICATOR SYMBOL LETTER) ([A-Z])$"
)
"""Names of letters that are drawn like capitals (ᴍ, 🅼), and are nothing else."""
_DIGITS = str.maketrans("01345", "oieas")

_WORD = re.compile(r"[^\W_]+")
_GAP = r"[\s._*~·-]"
_SPACED = re.compile(rf"(?<![^\W_])[^\W\d_](?:{_GAP}{{1,3}}[^\W\d_](?![^\W_]))+")
_TOI_MAT = re.compile(r"(?<![^\W_])toi[_.-]mat(?![^\W_])(?:[\W_]([^\W_]+))?")
"""As names of files are written; with a blank between them it is rather "tôi mất"."""
_SQUEEZED = re.compile(r"[\W\d_]+")
_BROKEN = re.compile(r"(?<![^\W_])(m-?[ \t]*\n\s*ật|mậ-?[ \t]*\n\s*t)(?![^\W_])", re.IGNORECASE)
"""The mark, broken where a line ends."""
_NEW_WORD = re.compile(r"(?<=[^\W\d_])(?=[A-ZĐ][^\W\d_A-ZĐ])")
"""Where a word begins in a name without blanks: "VanBanMat"."""
_TOI_MAT_OPEN = re.compile(r"(?<![^\W_])toi[\W_]+mat(?![^\W_])", re.IGNORECASE)
"""Rather "tôi mất": only who hid letters of it meant the mark."""


@dataclass(frozen=True, slots=True)
class _Word:
    typed: str
    folded: str
    before: str
    after: str

    @property
    def is_mark(self) -> bool:
        return self.typed.casefold() in secrecy_words.MAT

    @property
    def is_bare(self) -> bool:
        """Without accents, so that it could be anything."""
        return self.typed.casefold() == "mat"

    @property
    def is_joined(self) -> bool:
        """With the word that makes it a mark before it, without a blank."""
        return self.folded in secrecy_words.JOINED and self.typed[-3:].casefold() in ("mật", "mat")

    @property
    def is_upper(self) -> bool:
        return self.typed.isupper()


def carries_secrecy_mark(text: str) -> bool:
    """Return whether `text` carries Mật, Tối mật or Tuyệt mật as a document does: without accents, in Telex or an old
    font, with letters apart or over lines, with letters that only look like it.
    """
    return _may_carry(text) and _carries_mark(_plain(text), text)


def name_carries_secrecy_mark(name: str) -> bool:
    """Return whether the name of a file does: what it ends in counts as standing by itself."""
    if not _may_carry(name):
        return False
    stem = re.sub(r"[\s_.-]+", " ", name.rpartition(".")[0] or name)
    apart, stem = _plain(_NEW_WORD.sub(" ", stem)), _plain(stem)
    words = list(_words(apart))
    while len(words) > 1 and (words[-1].typed.isdecimal() or words[-1].folded in secrecy_words.COPIES):
        words.pop()
    if words and (words[-1].is_mark or words[-1].is_bare):
        before = words[-2].folded if len(words) > 1 else ""
        if before not in secrecy_words.OTHER_BEFORE | secrecy_words.NEEDS_MORE | {"toi"}:
            return True
    joined = (found[1] or "" for found in _TOI_MAT.finditer(fold(_plain(name))))
    return any(after not in secrecy_words.NOT_BARE for after in joined) or any(
        _carries_mark(one, name) for one in dict.fromkeys((stem, apart))
    )


def _may_carry(text: str) -> bool:
    """Return False for an ASCII text without m or without t; any other may have letters that only look like them."""
    if not text.isascii():
        return True
    lower = text.lower()
    return "m" in lower and "t" in lower


def _carries_mark(plain: str, seen: str) -> bool:
    """Return whether `plain` does, which was made from `seen`."""
    folded = fold(plain)
    squeezed = _SQUEEZED.sub("", folded)
    if not any(mark in squeezed for mark in ("mat", "maat", "maaj", "maja", "majt", "met")) and "m4t" not in folded:
        return False
    if "tuyetmat" in squeezed or "tốimật" in _SQUEEZED.sub("", plain).casefold():
        return True
    together = _SPACED.sub(lambda apart: re.sub(_GAP, "", apart[0]), _BROKEN.sub("MẬT", plain))
    words = list(_words(together))
    is_any = any(
        _is_mark(words, at) for at, word in enumerate(words) if word.is_mark or word.is_bare or word.is_joined
    )
    return is_any or _is_disguised(words, seen)


def _is_disguised(words: Sequence[_Word], seen: str) -> bool:
    """Return whether "toi mat", which alone could be "tôi mất", was written with other signs than its letters."""
    found = sum(other.is_bare and one.typed.casefold() == "toi" for one, other in pairwise(words))
    shown = "".join(letter for letter in seen if unicodedata.category(letter) != "Cf") if found else ""
    return found > len(_TOI_MAT_OPEN.findall(shown))


def _plain(text: str) -> str:
    """Return `text` in one alphabet, without what is not seen."""
    composed = unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)
    return "".join(map(_latin, composed)) if not composed.isascii() else composed


@lru_cache(maxsize=2048)
def _latin(letter: str) -> str:
    """Return the Latin letter that one looks like; "" for what is not seen.

    A consonant bears no accent in Vietnamese, so one that does only looks like it.
    """
    if letter.isascii():
        return letter
    if unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return ""
    if drawn := _DRAWN.match(unicodedata.name(letter, "")):
        return drawn[1]
    base = unicodedata.normalize("NFD", letter)[0]
    return base if base.isascii() and base.isalpha() and base not in "AEIOUYaeiouy" else letter


def _words(text: str) -> Iterator[_Word]:
    found = list(_WORD.finditer(text))
    for at, match in enumerate(found):
        start = found[at - 1].end() if at else 0
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        typed = match[0]
        if (
            any(map(str.isdigit, typed))
            and any(map(str.isalpha, typed))
            and typed.casefold() not in secrecy_words.KEYED
        ):
            typed = typed.translate(_DIGITS)
        yield _Word(typed, fold(typed), text[start : match.start()], text[match.end() : end])


def _is_mark(words: Sequence[_Word], at: int) -> bool:
    """Return whether the syllable at `at` is a mark: `mật`, or `mat` with support from what stands around it."""
    word = words[at]
    one, two = (words[at - back].folded if at >= back else "" for back in (1, 2))
    following = words[at + 1].folded if at + 1 < len(words) and "\n" not in word.after else ""
    if word.is_joined:
        return following not in secrecy_words.NOT_BARE
    typed_before = words[at - 1].typed.casefold() if at else ""
    if one in ("bi", "bao", "co") and _is_joined(word.before):
        return False
    if typed_before in secrecy_words.TUYET or (typed_before in secrecy_words.TOI and _is_near(word.before)):
        return True
    stands_alone = _stands_alone(words, at)
    if word.is_bare:
        return _bare_is_mark(words, at, one, two, following, stands_alone)
    if following in secrecy_words.OTHER_AFTER and _is_joined(word.after):
        return False
    if stands_alone or (
        _is_near(word.before) and (one in secrecy_words.CLASSIFIED or f"{two} {one}" in secrecy_words.CLASSIFIED)
    ):
        return True
    if following in secrecy_words.OTHER_ALONE and _is_joined(word.after):
        return False
    if following == "so" and at + 2 < len(words) and words[at + 2].typed[:1].isdecimal():
        return True
    is_old_font = (
        word.typed.casefold() in secrecy_words.OLD_FONTS and typed_before not in secrecy_words.OTHER_IN_OLD_FONTS
    )
    return is_old_font or (word.is_upper and not (one in secrecy_words.OTHER_BEFORE and _is_joined(word.before)))


def _bare_is_mark(words: Sequence[_Word], at: int, one: str, two: str, following: str, stands_alone: bool) -> bool:
    """Return whether "mat" is a mark; it may be "mất", "mặt" or "mắt" as well."""
    word = words[at]
    if stands_alone:
        return True
    if following in secrecy_words.NOT_BARE or (
        one in secrecy_words.OTHER_BEFORE and f"{two} {one}" not in secrecy_words.CLASSIFIED
    ):
        return False
    if one == "toi":
        three = words[at - 3].folded if at >= 3 else ""
        return _stands_alone(words, at, 2) or (
            f"{three} {two}" in secrecy_words.CLASSIFIED or two in secrecy_words.SHORT
        )
    if f"{two} {one}" in secrecy_words.CLASSIFIED or one in secrecy_words.SHORT:
        return True
    ends = not following or bool(word.after.strip())
    return (
        ends
        and one in secrecy_words.NEEDS_MORE
        and (two in ("dong", "co", "mang", "cap") or bool(re.match(r"\s*:", word.after)))
    )


def _stands_alone(words: Sequence[_Word], at: int, syllables: int = 1) -> bool:
    """Return whether a line, or what stands between brackets, quotes or dashes, is just this."""
    before, after = words[at - syllables + 1].before if at >= syllables - 1 else "", words[at].after
    is_first, is_last = at - syllables + 1 <= 0, at + 1 == len(words)
    opens = is_first or "\n" in before or bool(re.search(r"[(\[“\"/,;:.–—-]\s*$", before))
    closes = is_last or "\n" in after or bool(re.match(r"\s*[)\]”\",;:.–—/-]", after))
    written = words[at].typed
    return opens and closes and (written[:1].isupper() or "(" in before or "[" in before)


def _is_joined(between: str) -> bool:
    return not between.strip(" \t_")


def _is_near(between: str) -> bool:
    return len(between) <= 5 and not re.search(r"[.;!?]\s", between)
