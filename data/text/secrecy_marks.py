"""Marks of state secrecy in a text, however they are written.

Luật Bảo vệ bí mật nhà nước 2025 (in force since 01/03/2026): the marks are Mật, Tối mật and Tuyệt mật. "Mật" is an
everyday syllable as well (mật ong, mật khẩu, bí mật), and without accents a very common one ("mất", "mặt", "mắt"), so
that it counts only where it stands as a mark: by itself, in capitals, in brackets, or behind what can be classified.
"""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from data.text import fold, secrecy_readings, secrecy_words
from data.text.lookalikes import in_one_alphabet
from data.text.secrecy_syllables import Syllable, syllables

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


def carries_secrecy_mark(text: str) -> bool:
    """Return whether `text` carries Mật, Tối mật or Tuyệt mật as a document does: without accents, in Telex or an old
    font, with letters apart or over lines, with letters that only look like it.
    """
    return _may_carry(text) and _carries_mark(in_one_alphabet(text), text)


def name_carries_secrecy_mark(name: str) -> bool:
    """Return whether the name of a file does: what it ends in counts as standing by itself."""
    if not _may_carry(name):
        return False
    written = re.sub(r"[\s_.-]+", " ", name.rpartition(".")[0] or name)
    parted = _NEW_WORD.sub(" ", written)
    stem, apart = in_one_alphabet(written), in_one_alphabet(parted)
    if _ends_in_mark(list(syllables(apart)), is_parted=apart != stem):
        return True
    joined = (found[1] or "" for found in _TOI_MAT.finditer(fold(in_one_alphabet(name))))
    if any(after not in secrecy_words.NOT_BARE for after in joined):
        return True
    return _carries_mark(stem, name) or (apart != stem and _carries_mark(apart, parted))


def _ends_in_mark(words: list[Syllable], *, is_parted: bool) -> bool:
    """Return whether a name ends in a mark, but for what tells one copy from another.

    The more was done to the name to find it there, the more has to speak for it: "NguyenThiMat", "TaiSanMat 2024".
    """
    is_whole = not is_parted
    while len(words) > 1 and (words[-1].typed.isdecimal() or words[-1].folded in secrecy_words.COPIES):
        words.pop()
        is_whole = False
    at = len(words) - 1
    if at < 0 or not (words[at].is_mark or words[at].is_bare):
        return False
    if not at:
        return True
    one = words[at - 1].folded
    if secrecy_readings.follows_kind(words, at, without=secrecy_words.NEEDS_MORE):
        return True
    if one in secrecy_words.NEEDS_MORE or one == "toi" or secrecy_readings.follows_other(words, at):
        return False
    return is_whole or one.isdecimal() or secrecy_readings.has_kind(words[:at])


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
    words = list(syllables(together))
    is_any = any(_is_mark(words, at) for at, word in enumerate(words) if word.can_be_mark)
    return is_any or _is_disguised(words, seen)


def _is_disguised(words: Sequence[Syllable], seen: str) -> bool:
    """Return whether "toi mat", which alone could be "tôi mất", was written with other signs than its letters."""
    found = sum(other.is_bare and one.typed.casefold() == "toi" for one, other in pairwise(words))
    shown = "".join(letter for letter in seen if unicodedata.category(letter) != "Cf") if found else ""
    return found > len(_TOI_MAT_OPEN.findall(shown))


def _is_mark(words: Sequence[Syllable], at: int) -> bool:
    """Return whether the syllable at `at` is a mark: `mật`, or `mat` with support from what stands around it."""
    word = words[at]
    one = words[at - 1].folded if at else ""
    if word.is_joined:
        return secrecy_readings.following(words, at) not in secrecy_words.NOT_BARE
    typed_before = words[at - 1].typed.casefold() if at else ""
    if one in ("bi", "bao", "co") and word.is_joined_to_former and not _is_announced(words, at):
        return False
    if typed_before in secrecy_words.TUYET or (typed_before in secrecy_words.TOI and word.is_near_to_former):
        return True
    return _bare_is_mark(words, at) if word.is_bare else _accented_is_mark(words, at)


def _is_announced(words: Sequence[Syllable], at: int) -> bool:
    """Return whether it is "thông báo mật", and not "hệ thống bảo mật", which is the same without accents."""
    if words[at - 2 if at >= 2 else 0].folded != "thong":
        return False
    former = words[at - 1].typed.casefold()
    return former == "báo" or (former == "bao" and secrecy_readings.goes_on_with_number(words, at))


def _accented_is_mark(words: Sequence[Syllable], at: int) -> bool:
    """Return whether "mật" is a mark; it may be honey, a gall, or how thick something stands as well."""
    word = words[at]
    if secrecy_readings.reads_on(words, at, secrecy_words.OTHER_AFTER) or secrecy_readings.is_density(words, at):
        return False
    if word.is_near_to_former and secrecy_readings.follows_kind(words, at):
        return True
    is_honey = not _is_bracketed(word) and secrecy_readings.is_beside(words, at, secrecy_words.HONEY)
    if _stands_alone(words, at) and not is_honey:
        return True
    if secrecy_readings.reads_on(words, at, secrecy_words.OTHER_ALONE):
        return False
    if secrecy_readings.is_numbered(words, at):
        return True
    typed_before = words[at - 1].typed.casefold() if at else ""
    is_old_font = (
        word.typed.casefold() in secrecy_words.OLD_FONTS and typed_before not in secrecy_words.OTHER_IN_OLD_FONTS
    )
    return is_old_font or (word.typed.isupper() and not is_honey and not secrecy_readings.follows_other(words, at))


def _bare_is_mark(words: Sequence[Syllable], at: int) -> bool:
    """Return whether "mat" is a mark; it may be "mất", "mặt" or "mắt" as well."""
    word = words[at]
    one, two, three = (words[at - back].folded if at >= back else "" for back in (1, 2, 3))
    if _stands_alone(words, at):
        return _is_bracketed(word) or not secrecy_readings.is_beside(words, at, secrecy_words.EYES)
    following = secrecy_readings.following(words, at)
    is_kind = secrecy_readings.follows_kind(words, at, of=2)
    if is_kind and following == "cua":
        return True
    if following in secrecy_words.NOT_BARE or secrecy_readings.is_lost_time(words, at):
        return False
    if secrecy_readings.is_density(words, at) or (secrecy_readings.follows_other(words, at) and not is_kind):
        return False
    if one == "toi":
        return _stands_alone(words, at, 2) or (
            f"{three} {two}" in secrecy_words.CLASSIFIED or two in secrecy_words.SHORT
        )
    ends = not following or bool(word.after.strip())
    if is_kind:
        return True
    if one in secrecy_words.SHORT:
        return ends or following == "gui" or following.startswith("so") or secrecy_readings.has_number(words, at + 1)
    return (
        ends
        and one in secrecy_words.NEEDS_MORE
        and (two in ("dong", "co", "mang", "cap") or bool(re.match(r"\s*:", word.after)))
    )


def _is_bracketed(word: Syllable) -> bool:
    return word.before.rstrip()[-1:] in ("(", "[") and word.after.lstrip()[:1] in (")", "]")


def _stands_alone(words: Sequence[Syllable], at: int, syllables: int = 1) -> bool:
    """Return whether a line, or what stands between brackets, quotes or dashes, is just this."""
    before, after = words[at - syllables + 1].before if at >= syllables - 1 else "", words[at].after
    is_first, is_last = at - syllables + 1 <= 0, at + 1 == len(words)
    opens = is_first or "\n" in before or bool(re.search(r"[(\[“\"/,;:.–—-]\s*$", before))
    closes = is_last or "\n" in after or bool(re.match(r"\s*[)\]”\",;:.–—/-]", after))
    written = words[at].typed
    return opens and closes and (written[:1].isupper() or "(" in before or "[" in before)
