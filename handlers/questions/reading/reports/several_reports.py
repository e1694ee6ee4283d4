"""Several reports in one message: "II.2 xong 12/KH-UBND 28/2; II.5 80%", "II.2 và II.5 xong rồi"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from data.text import fold_letterwise, nfc
from handlers.base.query import Intent, Query
from handlers.parsing.documents import has_number_and_date
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.lexicon.words import has_question_mark
from handlers.questions.reading.question_words import asks, denies_or_wishes
from handlers.questions.reading.reader import Reading
from handlers.questions.spelling.correction import expand_shorthand

_CODE = re.compile(r"(?<![\w.])(?:[ivxlc]+|tc)\s?\.\s?\d{1,3}[a-z]?(?!\w)")
_PARTS = re.compile(r"[;\n•]+")
_BETWEEN = re.compile(r"(?:(?<![\s,.&+–-])[\s,.&+–-]++)?(?:(?:va|con|roi|voi)\s++)?(?:(?:nhiem vu|viec|muc)\s++)?$")
_LEADING = re.compile(r"^(?:con|va|roi|voi|rieng)\s+(?=(?:[ivxlc]+|tc)\s?\.\s?\d)")
"""A word that joins a part to the one before it: “…; còn II.3 mới được 20%”."""
_NUMBERS = re.compile(r"\d[a-zA-Z]?/(?=[^\s\d]*[^\W\d_])")
_ALSO = re.compile(
    r"\b(?:cũng|cung|(?:(?:cả|ca) (?:hai|ba|bốn|bon|2|3|4) )?(?:đều|deu)|(?:cả|ca) (?:hai|ba|2|3)"
    r"|(?:cả|ca)(?= (?:rồi|roi)\b))(?!\w)",
    re.IGNORECASE,
)
"""Words that say that it is the same of several: “đều đã ban hành”, “hoàn thành cả rồi”."""
_EDGES = " \t\n,;:.–-"
_ANNOUNCES = re.compile(
    r"(?<!\S)(?:bao|bao cao|gui|cap nhat|ghi nhan|sua|dieu chinh|bo sung|viec|nhiem vu|ket qua|tien do|nhu sau)"
    r"(?: (?:lai|cho dung|cho chinh xac|cho du|giup|ho|nhe|gom|cac viec|cac nhiem vu"
    r"|a|nha|sau|day|nay|anh|chi|em|bot|ad|sep)){0,3}$"
)
_DENIED = re.compile(
    r"(?:(?:hien|thi|van|con|nay) ){0,2}chua(?: (?:xong|nop|gui|lam|co|co gi|kip|lam duoc|nop duoc"
    r"|gui duoc|xong duoc)){0,2}"
    r"(?: (?:nhe|dau|a))?"
)
"""What is said of a code beside what is done: “…, VI.5 thì chưa”."""
_SEMICOLONS, _COMMAS = re.compile(r"[;\n]+"), re.compile(r",\s+|\.\s+(?=\D)")
_SEVERAL = 2
_AT_MOST = 10
_NAMED_AT_MOST = 4
_COURTESIES = (Intent.GREETING, Intent.THANKS)


@dataclass(frozen=True, slots=True)
class SeveralReports:
    """The reports of a message, each of one code, and the parts of it that were not understood."""

    reports: tuple[Query, ...]
    unread: tuple[str, ...]


def read_several_reports(sentence: str, read: Callable[[str], Reading]) -> SeveralReports | None:
    """Return the reports of a message that makes more than one; None for any other, and where it asks something."""
    count = len(_CODE.findall(fold_letterwise(nfc(sentence))))
    if has_question_mark(sentence) or count > _AT_MOST:
        return None
    if count < _SEVERAL:
        return _read_named(sentence, read)
    reports: list[Query] = []
    unread: list[str] = []
    denied = False
    waiting: list[str] = []
    for clause in _clauses(nfc(sentence)):
        code = _CODE.search(fold_letterwise(clause))
        if code and not _without(clause, code):
            waiting.append(code[0])
            continue
        found = _read_clause(clause, code, read)
        if found and waiting and len(_NUMBERS.findall(clause)) > 1:
            found = replace(found, document="")  # which is of which is not said
        if found:
            reports += [*(replace(found, codes=read(one).query.codes) for one in waiting), found]
        elif code and not waiting and _is_denied(clause, code):
            denied = True
        elif asks(expand_shorthand(clause)):
            return None
        elif not _is_courtesy(clause, read):
            unread += [*waiting, clause]
        waiting = []
    several = len(reports) >= (1 if denied and not (unread or waiting) else _SEVERAL)
    return SeveralReports(tuple(reports), (*unread, *waiting)) if several else None


def _read_named(sentence: str, read: Callable[[str], Reading]) -> SeveralReports | None:
    """Return the reports of a message each clause of which makes one by itself, of a duty that it names: “báo cáo
    quý 3 gửi rồi, đề án kiện toàn thì được 85%”.

    Where only commas part them, a number of a document may belong to the clause before, so there is none.
    """
    whole = nfc(sentence)
    cut = _SEMICOLONS if _SEMICOLONS.search(whole) else _COMMAS
    clauses = [clause for one in cut.split(whole) if (clause := one.strip(_EDGES))]
    if not _SEVERAL <= len(clauses) <= _NAMED_AT_MOST or (cut is _COMMAS and _NUMBERS.search(whole)):
        return None
    reports = []
    for clause in clauses:
        query = read(clause).query
        if query.intent is Intent.REPORT_PROGRESS and query.about_tasks:
            reports.append(query)
        elif not _is_courtesy(clause, read):
            return None
    subjects = {(one.codes, one.keywords, one.report, one.period) for one in reports}
    return SeveralReports(tuple(reports), ()) if len(subjects) == len(reports) >= _SEVERAL else None


def _is_denied(clause: str, code: re.Match[str]) -> bool:
    """Return whether a clause says of its code that it is not done, and nothing else."""
    words = expand_shorthand(clause[code.end() :])
    rest = " ".join(word.folded for word in words)
    if words and words[-1].folded == "a" and words[-1].typed.casefold() != "ạ":
        return False
    return not clause[: code.start()].strip(_EDGES) and bool(_DENIED.fullmatch(rest))


def _clauses(sentence: str) -> Iterator[str]:
    """Yield the parts of a message: one for each code, cut where words stand between two of them."""
    for number, whole in enumerate(_PARTS.split(sentence)):
        part = whole.strip(_EDGES)
        joined = _LEADING.match(fold_letterwise(part)) if number else None
        part = part[joined.end() :] if joined else part
        codes = [found.start() for found in _CODE.finditer(fold_letterwise(part))]
        joints = [_joint(part, start) for start in codes[1:]]
        begins, ends = [0, *(end for _begin, end in joints)], [*(begin for begin, _end in joints), len(part)]
        for begin, end in zip(begins, ends, strict=True):
            if clause := part[begin:end].strip(_EDGES):
                yield clause


def _joint(part: str, start: int) -> tuple[int, int]:
    """Return from where to where the words stand that join the code at `start` to what is before it."""
    joint = _BETWEEN.search(fold_letterwise(part)[:start])
    return joint.span() if joint else (start, start)


def _read_clause(clause: str, code: re.Match[str] | None, read: Callable[[str], Reading]) -> Query | None:
    query = read(_ALSO.sub(" ", clause)).query
    if query.intent is Intent.REPORT_PROGRESS and len(query.codes) == 1:
        return query
    if code is None:
        return None
    if has_number_and_date(rest := _without(clause, code)):
        return Query(Intent.REPORT_PROGRESS, read(code[0]).query.codes, document=rest)
    if code.start() and _opens(clause[: code.start()]):  # “văn phòng báo cáo: III.1 …”
        return _read_clause(clause[code.start() :], _CODE.search(fold_letterwise(clause[code.start() :])), read)
    return None


def _opens(before: str) -> bool:
    """Return whether the words before a code announce what follows, and neither ask nor deny anything."""
    words = expand_shorthand(before)
    announced = _ANNOUNCES.search(" ".join(word.folded for word in words))
    known = words[: len(words) - announced[0].count(" ") - 1] if announced else words
    return bool(announced) and not asks(words) and not denies_or_wishes(known)


def _without(clause: str, code: re.Match[str]) -> str:
    words = expand_shorthand(clause[: code.start()])
    before = clause[: code.start()] if words and "act.beside" not in change_grammar().names_covering(words) else ""
    return (before + clause[code.end() :]).strip(_EDGES)


def _is_courtesy(clause: str, read: Callable[[str], Reading]) -> bool:
    words = expand_shorthand(clause)
    return read(clause).query.intent in _COURTESIES or "act.beside" in change_grammar().names_covering(words)
