"""Codes of tasks in a sentence, and places in the last answer: "II.3", "iv 7b", "mục 3 phần II", "cái thứ hai"."""

import re
from collections.abc import Collection, Sequence

from data.text import fold_letterwise, nfc
from handlers.base.list_filters import canonical_code
from handlers.questions.lexicon.numerals import parse_number
from handlers.questions.reading.sentence import Sentence

_SECTION = "vii|vi|v|iv|iii|ii|i|xi|ix|x|tc"
_DOTTED = re.compile(r"(?<!\S)((?:[ivxlc]+|tc)\. ?\d+[a-z]?)(?!\S)")
_UNDOTTED = re.compile(rf"(?<!\S)(?<!quy )(?<!vuc )(?<!phan )({_SECTION}) ?(\d{{1,2}}[a-z]?)(?!\S)")
_NUMBER_THEN_SECTION = re.compile(
    rf"(?<!\S)(?:muc|nhiem vu|viec|so|stt|dong)(?: so)? (\d{{1,2}}[a-z]?)(?: cua| thuoc| o| trong)?"
    rf" (?:phan|linh vuc|muc|nhom) ({_SECTION})(?!\S)"
)
_SECTION_THEN_NUMBER = re.compile(
    rf"(?<!\S)(?:muc|phan|linh vuc|nhom|chuong) ({_SECTION})"
    r" (?:(?:nhiem vu|viec|y|diem|dong|stt|muc)(?: so| thu)?|so) (\d{1,2}[a-z]?)(?! (?:ngay|hom|tuan|thang"
    r"|quy|nam|lan)(?!\S))(?!\S)"
)
"""“Mục VI số 2”; “mục III việc 2 ngày nữa đến hạn” names no number."""
_FIELD = re.compile(
    rf"(?<!\S)(?:thuoc |trong |ve |cua |o ){{0,4}}(?:linh vuc|phan|muc|mang|nhom|chuong|lv)(?: so| thu)?"
    rf" ({_SECTION}|[1-9]|nhat|hai|ba|tu|nam|sau|bay|tam|chin)(?!\S)"
)
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ITEM = r"(?:cai|viec|muc|nhiem vu|dong|dau viec)(?: so)?"
_ORDINAL = re.compile(
    rf"(?<!\S)(?:{_ITEM} thu (nhat|\d{{1,2}}|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)"
    rf"|{_ITEM} (\d{{1,2}})(?! (?:phan|linh vuc|ngay|thang|tuan)))(?!\S)"
)
_AND = r"(?:, ?| va | & ?)"
_NUMBERS = re.compile(
    rf"(?<!\S){_ITEM} (?P<numbers>\d{{1,2}}(?:{_AND}\d{{1,2}}){{1,11}})(?![\w/.-]| ?%)"
    rf"(?!(?:{_AND}\d{{1,2}}){{0,9}}+(?: (?:cua|thuoc|o|trong))? (?:phan|linh vuc|(?:muc|nhom) (?:{_SECTION}))(?!\w))"
    r"(?! (?:phan tram|ngay|thang|tuan|nam|quy|gio|phut|tieng|hom|bua|lan|nguoi|huyen|xa|phuong|don vi|co quan)"
    r"(?!\w))"
)
"""Several places behind one word, “việc 1 và 3”; not those of a section, and no number of days or of agencies."""
_SAID_OF_A_LINE = (
    "xong|rồi|chưa|còn|vẫn|đang|đã|mới|sắp|cũng|thì|được|có|không|bị|làm|nộp|gửi|ký|trình|đạt|xin|lùi|hoãn|của|hạn|ai"
    "|hoàn thành|ban hành|gia hạn|giao cho|thế nào|ra sao|đến đâu|khi nào|bao giờ"
)
_FOLLOWS = f"{_SAID_OF_A_LINE}|{fold_letterwise(_SAID_OF_A_LINE)}"
_NUMBERS_FIRST = re.compile(
    rf"(?:(?:số|so) )?(?P<numbers>\d{{1,2}}(?:(?:, ?| và | va | & ?)\d{{1,2}}){{0,11}})[:.,]?"
    rf"(?=\s*$|\s+(?:(?!(?:van|con|co|dang) (?:ban|dau|dấu|so|số|quan|bo|vien)(?!\w))(?:{_FOLLOWS})(?!\w)"
    r"|\d{1,3} ?%|\d{1,3} (?:phần trăm|phan tram)(?!\w)|(?:(?:số|so) )?\d{1,5}[a-z]?/(?:\d{4}/)?[^\W\d_]))",
    re.IGNORECASE,
)
"""Places at the beginning of a reply to a list, “2 xong rồi”, “1, 3 xong”; “2 huyện xong rồi” counts. As typed, for
without accents “van ban” is a paper and no “vẫn”."""
_SIGNS = str.maketrans(",&", "  ")
_BY_WORD = re.compile(
    r"(?<!\S)(?:cai|viec|muc|nhiem vu|dong) (dau tien|(?<!vua dong )(?<!da dong )(?<!moi dong )(?<!chua dong )"
    r"(?<!duoc dong )(?<!cho dong )(?<!thu dong )dau|cuoi cung|cuoi|sau cung)(?! (?:thang|quy|nam|tuan))(?!\S)"
)
"""“Vừa đóng dấu” is no first line."""


_DENIED = re.compile(
    r"(?:(?:a|o|o khong|a khong|nham|nham roi)[,.]? )?(?:khong phai|nham|chu khong phai)"
    r"(?: (?:la|viec|nhiem vu|muc|cai|hoi)){0,2} (?:[ivxlc]+|tc) ?\. ?\d{1,2}[a-z]?(?: dau)?[,;. –-]{1,3}"
    r"(?:(?:ma |chinh )?(?:la|phai la)|ma|y (?:em|toi|minh|anh|chi|cua anh|cua chi|cua em"
    r"|cua toi) (?:la|muon hoi|hoi)"
    r"|(?:em|toi|minh|anh|chi) (?:hoi|muon hoi|noi|bao)) (?=(?:[ivxlc]+|tc) ?\.)"
)
_DENIED_BEHIND = re.compile(
    r"(?<=\d)[,;]? (?:chu )?khong phai(?: (?:la|viec|muc|cai)){0,2} (?:[ivxlc]+|tc) ?\. ?\d{1,2}[a-z]?"
    r"(?: (?:a|nhe|dau|em|anh|chi)){0,2}$"
)


def without_denied_code(typed: str) -> str:
    """Return a sentence without the code that it says is not meant: “không phải TC.1, ý anh là TC.2”."""
    text = nfc(typed)
    folded = fold_letterwise(text)
    if first := _DENIED.match(folded):
        return text[first.end() :]
    if last := _DENIED_BEHIND.search(folded):
        return text[: last.start()]
    return typed


def extract_codes(sentence: Sentence, known: Collection[str]) -> tuple[str, ...]:
    """Remove the codes of a sentence; return them as the plan prints them. A code without a dot counts only if
    `known`.
    """
    found = []
    while match := sentence.extract_pattern(_DOTTED):
        found.append(canonical_code(match[1].replace(" ", "")))
    if number_then_section := sentence.extract_pattern(_NUMBER_THEN_SECTION):
        found.append(canonical_code(f"{number_then_section[2]}.{number_then_section[1]}"))
    if behind := _SECTION_THEN_NUMBER.search(" ".join(sentence.keys)):
        code = canonical_code(f"{behind[1]}.{behind[2]}")
        if code in known:
            sentence.extract_pattern(_SECTION_THEN_NUMBER)
            found.append(code)
    if undotted := _UNDOTTED.search(" ".join(sentence.keys)):
        code = canonical_code(f"{undotted[1]}.{undotted[2]}")
        if code in known:
            sentence.extract_pattern(_UNDOTTED)
            found.append(code)
    return tuple(dict.fromkeys(found))


def extract_section(sentence: Sentence) -> tuple[str, ...]:
    """Remove a section that is named by its number, "lĩnh vực IV", "mục 4"; return its code."""
    match = sentence.extract_pattern(_FIELD)
    if match is None:
        return ()
    return (match[1].upper() if re.fullmatch(_SECTION, match[1]) else _ROMAN[parse_number(match[1])],)


def with_codes_of_places(typed: str, codes: Sequence[str], *, replied: bool) -> str:
    """Return a sentence with the codes of the duties that it names by their places in the answer before, where it
    names several: “cái đầu xong, cái thứ hai 50%”. In a reply to a list (`replied`) a bare number is a place too.

    `codes` are those of that answer in its order. Unchanged where a place has no code.
    """
    text = nfc(typed)
    folded = fold_letterwise(text)
    found = [(*hit.span(), _places(hit)) for hit in _NUMBERS.finditer(folded)]
    if replied and (first := _NUMBERS_FIRST.match(text)):
        found.append((*first.span(), _places(first)))
    several = bool(found)
    for hit in (*_BY_WORD.finditer(folded), *_ORDINAL.finditer(folded)):
        if not any(start <= hit.start() < end for start, end, _places_there in found):
            found.append((*hit.span(), [_place(hit)]))
    if not (several or len(found) > 1) or not all(
        -1 <= place <= len(codes) and place for _start, _end, places in found for place in places
    ):
        return typed
    for start, end, places in sorted(found, reverse=True):
        named = [codes[place - 1 if place > 0 else -1] for place in places]
        text = f"{text[:start]}{', '.join(named)}{text[end:]}"
    return text


def _places(hit: re.Match[str]) -> list[int]:
    said = hit["numbers"].translate(_SIGNS).split()
    return [int(number) for number in said if number.isdecimal()]


def _place(hit: re.Match[str]) -> int:
    """Return the place that a match of `_BY_WORD` or `_ORDINAL` names."""
    if hit.re is _BY_WORD:
        return 1 if hit[1].startswith("dau") else -1
    return 1 if hit[1] == "nhat" else parse_number(hit[1] or hit[2])


def extract_ordinal(sentence: Sentence) -> int | None:
    """Remove the place of a duty in the last answer, “cái thứ hai”; return it, from 1, -1 for the last."""
    if match := sentence.extract_pattern(_BY_WORD):
        return _place(match)
    match = _ORDINAL.search(" ".join(sentence.keys))
    if match is None or (match[2] and match[2] not in sentence.typed(sentence.remaining_places()).split()):
        return None  # "việc tư" is no fourth one
    sentence.extract_pattern(_ORDINAL)
    return _place(match)
