"""Find the names of agencies in a cell: known ones first, longest first, then what is left between commas."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from data.text import fold, nfc

Known = Mapping[str, tuple[str, ...]]
"""Codes that a name may mean, by its `name_key`."""

_COMMITTEE = re.compile(r"[uủ][yỷ] ban nhân dân", re.IGNORECASE)
_ALL = frozenset({"các", "tất", "cả"})
"""Words that say no more than that there are several."""
_WORD = re.compile(r"\w+")
_BREAK = re.compile(r"[,;:.()/]|(?<!\S)[-+](?!\S)")
_JOINING = frozenset({"va", "cung", "voi", "tinh", "thuoc", "cua"})
_REGION = "khu vuc"
_NUMBER = re.compile(r"\d{1,2}|[ivx]{1,5}")
_LONGEST_NAME = 24
"""Words of the longest name that is looked for."""
_OFFICES = (
    *("pho chu tich", "chu tich", "pho giam doc", "giam doc", "thu truong", "nguoi dung dau", "lanh dao"),
    *("cong chuc", "can bo", "cuc truong", "vu truong", "vien truong", "tong giam doc", "bi thu"),
)
_BEFORE_UNIT = {("chanh", "van"), ("chanh", "thanh"), ("truong", "phong"), ("truong", "ban"), ("truong", "cong")}
"""Offices of one word, with the word after them: "Trưởng phòng", and no "Trường Chính trị"."""
"""Offices of persons: who heads an agency stands for it, "Chủ tịch UBND xã …"."""
_ACTS = re.compile(
    r"(?:chu tri|tham muu|truc tiep|trien khai|thuc hien|lam dau moi|dau moi|theo doi|huong dan|tong hop|chuan bi"
    r"|chu dong|la dau moi|la co quan|trinh|xay dung|ban hanh)\b"
)
"""Words behind a name that say what the agency does: "Sở Nội vụ chủ trì tham mưu"."""
_LONGEST_ACT = 4
_PARTED = re.compile(r"[;:.()/\n]|\b(?:các|cùng|với)\b", re.IGNORECASE)
_COMMUNES = re.compile(r"(?:xa|phuong|thi tran|dac khu)\b")
_KIND = (
    r"(?:so|ban|nganh|phong|vu|cuc|don vi|co quan|to chuc|trung tam|truong|benh vien|doan the|hoi|dia phuong|thon|to)"
)
_KINDS = re.compile(rf"{_KIND}(?: {_KIND}){{0,9}}")
"""Kinds of agencies by themselves, of which the next word tells more: "các phòng, trung tâm thuộc Sở"."""
_BEGINS = re.compile(
    r"(?:so|phong|ban|cuc|chi cuc|tong cuc|vu|vien|hoi|doan|to|trung tam|tt|ttyt|ubnd|ubmttq|uy ban|hdnd|van phong|vp"
    r"|cong an|ca|bo|bch|bchqs|truong|benh vien|cong ty|tong|lien|mat tran|dai|ngan hang|kho bac|kbnn|bao hiem|bhxh"
    r"|thanh tra|toa|tand|vksnd|nhnn|don vi|co quan|doanh nghiep|thanh doan|hat|quy|thue|hai quan"
    r"|ong|ba|dong chi|d|dc|pho|chu|bi thu|giam doc|doi|tram|nha|hop tac|htx|vnpt|viettel|dien luc|buu dien"
    r"|thu vien|bao tang|hoc vien"
    r"|bao(?! (?:ve|ton|dam|duong|cao|chi|tri|mat|luc|quan))|khoa(?! hoc)|nganh(?! nghe))\b"
)
"""First words of a name of its own: of an agency, or of a person."""
_PLACE = re.compile(r"(?:huyen|xa|phuong|thi xa|thi tran|thanh pho|dac khu)")
"""Words that begin a name of its own before that of a place, "xã Đồng Tâm"; not elsewhere: "Văn hóa và Xã hội"."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a cell, folded, and where it stands.

    `after_break` says that a comma or the like parts it from the word before; `in_brackets` that brackets are open.
    """

    text: str
    start: int
    end: int
    after_break: bool
    in_brackets: bool


@dataclass(frozen=True, slots=True)
class FoundName:
    """A name as `written` in the cell; `codes` are what it may mean, none where the name is not known.

    `shortened` says that it left out the beginning that it has in common with the name before.
    """

    written: str
    codes: tuple[str, ...]
    shortened: bool = False


def name_key(name: str) -> str:
    """Return what all ways of writing a name have in common: its words only, because commas stand inside names."""
    return " ".join(word.text for word in _words(_plain(name)))


def find_names(cell: str, known: Known) -> Iterator[FoundName]:
    """Yield the names in `cell`, in its order. Words in brackets count only where they are part of a known name.

    A name that repeats the beginning of the one before may leave it out: "Các sở: Nội vụ, Tư pháp". What is no known
    name and goes on with one that is none either is one with it: "Phòng Phổ biến, giáo dục pháp luật".
    """
    text = _plain(cell)
    words = _words(text)
    last: tuple[FoundName, int, int] | None = None
    for name, first, end in _find(text, words, known):
        if last and not name.codes and _goes_on(text, words, last[1:], first, is_known=bool(last[0].codes)):
            written = text[words[last[1]].start : words[end - 1].end]
            last = replace(last[0], written=written, codes=()), last[1], end
            continue
        if last:
            yield last[0]
        last = name, first, end
    if last:
        yield last[0]


def _goes_on(text: str, words: list[Word], before: tuple[int, int], first: int, *, is_known: bool) -> bool:
    """Tell if the unknown words that begin at `first` are the rest of the name whose words are those of `before`.

    A name that `is_known` goes on only where what follows narrows it: "UBND các xã, phường ven biển".
    """
    between = text[words[before[1] - 1].end : words[first].start]
    begins = " ".join(word.text for word in words[first : first + 2])
    if _PARTED.search(between) or words[first].in_brackets or words[before[0]].in_brackets:
        return False
    is_small = text[words[first].start].islower()
    if is_known:
        return is_small and between.strip() == "," and bool(_COMMUNES.match(begins))
    if is_small and _KINDS.fullmatch(_folded(words, before)):
        return True  # "các phòng, trung tâm thuộc Sở"
    if _BEGINS.match(begins) or _names_place(text, words, first):
        return False
    return is_small or "," not in between


def _names_place(text: str, words: list[Word], first: int) -> bool:
    """Tell if a word for a kind of place and a name with a capital letter begin at `first`."""
    ends = (first + 1, first + 2)
    end = next((end for end in ends if _PLACE.fullmatch(_folded(words, (first, end)))), None)
    if end is None or end >= len(words):
        return False
    return text[words[end].start].isupper() and words[end].text != "hoi"


def _folded(words: list[Word], place: tuple[int, int]) -> str:
    return " ".join(word.text for word in words[slice(*place)])


def _find(text: str, words: list[Word], known: Known) -> Iterator[tuple[FoundName, int, int]]:
    """Yield each name with the places of its first word and of the word behind it."""
    place, lead = 0, ""
    while place < len(words):
        end, name = _longest(words, place, known)
        skipped = 0 if name else _length_of_office(words, place) or words[place].text in _JOINING
        if not skipped and not name and place and _acts(words, place):
            skipped = _length_of_phrase(words, place)
        if skipped:
            place += skipped
            continue
        shortened = not name
        if shortened:
            end, name = _shortened(words, place, lead, known)
        if name or not words[place].in_brackets:
            written = text[words[place].start : words[end - 1].end]
            yield FoundName(written, known.get(name, ()), shortened), place, end
        place, lead = end, name or lead


def find_mentions(text: str, known: Known) -> Iterator[tuple[str, ...]]:
    """Yield the codes of each known name of two words or more anywhere in a sentence, in its order."""
    words, place = _words(_plain(text)), 0
    while place < len(words):
        ends, name = [], ""
        for end in range(place, min(len(words), place + _LONGEST_NAME)):
            name = f"{name} {words[end].text}".strip()
            if end > place and name in known:
                ends.append((end + 1, name))
        if ends:
            yield known[ends[-1][1]]
        place = ends[-1][0] if ends else place + 1


def _length_of_office(words: list[Word], place: int) -> int:
    """Return how many words from `place` on name the office of a person; 0 where none does."""
    for office in _OFFICES:
        length = office.count(" ") + 1
        if " ".join(word.text for word in words[place : place + length]) == office and place + length < len(words):
            return length
    pair = tuple(word.text for word in words[place : place + 2])
    return int(pair in _BEFORE_UNIT)


def _plain(text: str) -> str:
    return _COMMITTEE.sub("UBND", " ".join(nfc(text).split()))


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    end, in_brackets = 0, False
    for hit in _WORD.finditer(text):
        if hit[0].lower() in _ALL:
            continue
        between = text[end : hit.start()]
        in_brackets = between.rfind("(") > between.rfind(")") or (in_brackets and ")" not in between)
        folded = fold(hit[0])
        full = "thanh pho" if folded == "tp" else folded
        words.append(Word(full, hit.start(), hit.end(), bool(_BREAK.search(between)), in_brackets))
        end = hit.end()
    return words


def _longest(words: list[Word], place: int, known: Known) -> tuple[int, str]:
    """Return end and key of the longest known name from `place`: no "Sở Nội vụ" in "Sở Nội vụ mới"."""
    name, ends = "", []
    for end in range(place, min(len(words), place + _LONGEST_NAME)):
        name = f"{name} {words[end].text}".strip()
        if name in known:
            ends.append((_past_number(words, end + 1, name), name))
    return next((hit for hit in reversed(ends) if _may_end(words, hit[0], known)), (place, ""))


def _past_number(words: list[Word], end: int, name: str) -> int:
    """Return where a name ends together with the number of the region whose office it is: "Kho bạc … khu vực IV"."""
    is_numbered = name.endswith(_REGION) and end < len(words) and bool(_NUMBER.fullmatch(words[end].text))
    return end + is_numbered


def _may_end(words: list[Word], end: int, known: Known) -> bool:
    if end == len(words) or words[end].after_break or words[end].text in _JOINING or _acts(words, end):
        return True
    return bool(_longest(words, end, known)[1])


def _acts(words: list[Word], place: int) -> bool:
    return bool(_ACTS.match(" ".join(word.text for word in words[place : place + _LONGEST_ACT])))


def _length_of_phrase(words: list[Word], place: int) -> int:
    """Return how many words there are up to the next break."""
    return next((end - place for end in range(place + 1, len(words)) if words[end].after_break), len(words) - place)


def _shortened(words: list[Word], place: int, lead: str, known: Known) -> tuple[int, str]:
    """Return end and key of the name that the beginning of `lead` completes; else where the unknown name ends."""
    ends = list(_ends(words, place))
    beginnings = [" ".join(lead.split()[:count]) for count in range(1, lead.count(" ") + 1)]
    for end in reversed(ends):
        rest = " ".join(word.text for word in words[place:end]).removeprefix("va ")
        for beginning in beginnings:
            if rest not in _JOINING and f"{beginning} {rest}" in known:
                return end, f"{beginning} {rest}"
    return ends[0], ""


def _ends(words: list[Word], place: int) -> Iterator[int]:
    """Yield the places where an unknown name may end: before every "và" up to the next comma, and there."""
    for end in range(place + 1, len(words)):
        if words[end].after_break:
            yield end
            return
        if words[end].text == "va":
            yield end
    yield len(words)
