"""Read the words of a plan's head that were typed in Telex and stayed so: "soos" is "số", "ngayf" is "ngày"."""

import re
import unicodedata

_WORDS = """số ngày tháng năm kế hoạch quyết định chương trình chỉ thị thông báo phụ lục kèm theo ủy uỷ nhân dân tỉnh
thành phố xã phường đặc khu huyện độc lập hạnh phúc cộng hòa chủ nghĩa việt nam"""
_TONES = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}
_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
_WORD = re.compile(r"[A-Za-z]{3,9}")


def _typed(word: str) -> set[str]:
    """Return the ways in which a word is typed: its tone at the end, or behind the letter that bears it."""
    behind = at_end = tone = ""
    for letter in word:
        apart = unicodedata.normalize("NFD", letter)
        mark = next((one for one in apart if one in _TONES), "")
        bare = unicodedata.normalize("NFC", apart.replace(mark, "")) if mark else letter
        keys = _LETTERS.get(bare, bare)
        behind += keys + _TONES.get(mark, "")
        at_end += keys
        tone = tone or _TONES.get(mark, "")
    return {behind, at_end + tone}


_TELEX = {typed: word for word in _WORDS.split() for typed in _typed(word) if typed != word}


def read_telex(line: str) -> str:
    """Return a line of the head with the words of a head that it has in Telex as they are meant; capitals stay."""
    return _WORD.sub(_meant, line)


def _meant(hit: re.Match[str]) -> str:
    meant = _TELEX.get(hit[0].lower())
    if meant is None:
        return hit[0]
    return meant.upper() if hit[0].isupper() else meant.capitalize() if hit[0][0].isupper() else meant
