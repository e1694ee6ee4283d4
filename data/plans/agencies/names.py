"""Names of agencies found in a cell: known ones first, longest first, then what is left between commas."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from data.text import fold, nfc

Known = Mapping[str, tuple[str, ...]]
"""From the `key` of a name to the codes that it may mean."""

_COMMITTEE = re.compile(r"[uủ][yỷ] ban nhân dân", re.IGNORECASE)
_ALL = re.compile(r"\b(?:tất cả )?các\b|\btất cả\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[,;:.()]|(?<!\S)[-+/](?!\S)")
_JOINING = frozenset({"va", "cung", "voi", "tinh", "thuoc", "cua"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a cell, folded, and where it stands; `breaks` where a comma or the like parts it from the word
    before, `aside` inside brackets."""

    text: str
    start: int
    end: int
    breaks: bool
    aside: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`written` as in the cell; `codes` are those the words may stand for, none where the name is not known."""

    written: str
    codes: tuple[str, ...]


def key(name: str) -> str:
    """What different ways of writing one name have in common: words only, because commas stand inside names."""
    return " ".join(word.text for word in _words(_plain(name)))


def find_names(cell: str, known: Known) -> Iterator[Found]:
    """The names in `cell`, in its order. What stands in brackets counts only where it is part of a known name.

    A name that repeats the beginning of the one before may leave it out: "Các sở: Nội vụ, Tư pháp".
    """
    text = _plain(cell)
    words = _words(text)
    place, lead = 0, ""
    while place < len(words):
        end, name = _longest(words, place, known)
        if not name and words[place].text in _JOINING:
            place += 1
            continue
        if not name:
            end, name = _shortened(words, place, lead, known)
        if name or not words[place].aside:
            yield Found(text[words[place].start : words[end - 1].end], known.get(name, ()))
        place, lead = end, name or lead


def _plain(text: str) -> str:
    return _ALL.sub(" ", _COMMITTEE.sub("UBND", " ".join(nfc(text).split())))


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    end, aside = 0, False
    for hit in _WORD.finditer(text):
        between = text[end : hit.start()]
        aside = between.rfind("(") > between.rfind(")") or (aside and ")" not in between)
        folded = fold(hit[0])
        said = "thanh pho" if folded == "tp" else folded
        words.append(Word(said, hit.start(), hit.end(), bool(_BREAK.search(between)), aside))
        end = hit.end()
    return words


def _longest(words: list[Word], place: int, known: Known) -> tuple[int, str]:
    """The longest known name from `place` that ends where a name may end: no "Sở Nội vụ" in "Sở Nội vụ mới"."""
    name, ends = "", []
    for end in range(place, min(len(words), place + 24)):
        name = f"{name} {words[end].text}".strip()
        if name in known:
            ends.append((end + 1, name))
    return next((hit for hit in reversed(ends) if _may_end(words, hit[0], known)), (place, ""))


def _may_end(words: list[Word], end: int, known: Known) -> bool:
    if end == len(words) or words[end].breaks or words[end].text in _JOINING:
        return True
    return bool(_longest(words, end, known)[1])


def _shortened(words: list[Word], place: int, lead: str, known: Known) -> tuple[int, str]:
    """The name from `place` that the beginning of `lead` completes; else where the unknown name ends."""
    ends = list(_ends(words, place))
    beginnings = [" ".join(lead.split()[:count]) for count in range(1, lead.count(" ") + 1)]
    for end in reversed(ends):
        said = " ".join(word.text for word in words[place:end]).removeprefix("va ")
        for beginning in beginnings:
            if said not in _JOINING and f"{beginning} {said}" in known:
                return end, f"{beginning} {said}"
    return ends[0], ""


def _ends(words: list[Word], place: int) -> Iterator[int]:
    """Before every "và" up to the next comma, and that comma."""
    for end in range(place + 1, len(words)):
        if words[end].breaks:
            yield end
            return
        if words[end].text == "va":
            yield end
    yield len(words)
