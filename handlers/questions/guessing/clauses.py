"""Reading of the part of a sentence that asks or tells something: “xong bc 6 tháng, nhẹ cả người”, “mới ra Tết,
tuần này phải nộp gì”."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise

from handlers.base.query import Intent, Status
from handlers.questions.guessing.features import TALK
from handlers.questions.guessing.reports import UNTOLD
from handlers.questions.guessing.requests import REQUESTS
from handlers.questions.lexicon.words import Word, has_question_mark, tokenize
from handlers.questions.reading.question_words import asks, denies_or_wishes
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.reports.named_reports import has_date

_CUT = re.compile(r"[,;!:\n]\s+|\.\s+(?=\D)|(?<!\s)\s++[-–—]\s+|[?？]\s*")
_LEAST_WORDS = 2
_MOST_CLAUSES = 8
"""A message of more clauses is none that asks one thing."""
_TRIED = 4
"""How many cuts a sentence may have of which the parts are read by themselves."""
_MATTER = re.compile(r"(?<!\d)\d+[a-z]?/|%|phan tram|(?<!\S)(?:[ivx]+|tc)\.\d", re.IGNORECASE)
"""Marks of a code, a document or a percentage."""
_TAKES_BACK = re.compile(
    r"(?<!\S)(?:neu|khi|gia su|lo|thoi|khong can|khoi|dung|bo|huy|nham|hay la|de sau|tuong|dinh|sap|se)(?!\S)"
)
"""Words by which one clause takes back what another tells, or sets a condition."""
_ASKS_MORE = re.compile(r"(?<!\S)(?:xin|cho|de nghi|mong)(?: \S+){0,3}? them(?!\S)")
"""“Cho em thêm 10 ngày”: more time, asked for beside what is not done."""
_NO_DOCUMENT = re.compile(
    r"(?:nhung |ma |viec nay |cai nay ){0,2}khong (?:co|ra|can) (?:so|van ban)(?!\S)"
    r"(?!.* (?:khong|ko|chua|duoc|sao)(?: (?:a|ha|em|anh|chi|nhi|vay|the)){0,2}$)"
)
"""“Không có số văn bản vì …”, beside what is done."""
_REASON = re.compile(r"(?:da |em |thua ){0,2}(?:do|vi|tai|boi|sau|tuan|hom|may|vua roi)(?!\S)")
_FOR_MORE_TIME = frozenset({Intent.EXTEND, Intent.SNOOZE})
_REMIND_ME = re.compile(r"(?<!\S)nhac(?: nho| lai| giup)* (?:em|toi|minh|tui|chau)(?!\S)")
"""“Nhắc em với, tuần này phải nộp gì”; “nhắc họ giúp anh” is an order."""
_URGING = re.compile(r"(?<!\S)(?:nhac|don doc|giuc|hoi thuc|canh bao)(?!\S)")
DECISIVE = REQUESTS | frozenset({Intent.UNKNOWN, Intent.HELP, Intent.SMALL_TALK, Intent.GREETING, Intent.THANKS})
"""Intents that an answer may not be given for in place of another."""
_POLITE = frozenset({Intent.UNKNOWN, Intent.GREETING, Intent.THANKS, Intent.SMALL_TALK, Intent.HELP})

Reader = Callable[[str], Reading]
Titles = Collection[tuple[str, str]]


def read_one_clause(sentence: str, read: Reader) -> Reading | None:
    """Return the reading of the only clause that is understood; None if there are several, or another denies or
    wishes something: then the whole may mean the contrary.
    """
    clauses = [clause for clause in map(str.strip, _CUT.split(sentence)) if clause]
    if not _LEAST_WORDS <= len(clauses) <= _MOST_CLAUSES:
        return None
    readings = [(clause, read(clause)) for clause in clauses if len(tokenize(clause)) >= _LEAST_WORDS]
    understood = [one for _clause, one in readings if one.query.intent not in (*TALK, Intent.HELP)]
    if len(understood) != 1:
        return None
    intent = understood[0].query.intent
    if intent in REQUESTS and (intent is not Intent.REPORT_PROGRESS or has_question_mark(sentence)):
        return None
    if intent in REQUESTS and any(asks(tokenize(clause)) for clause in clauses):
        return None
    beside = [tokenize(clause) for clause, one in readings if one is not understood[0]]
    return None if any(map(denies_or_wishes, beside)) else understood[0]


def read_certain_part(sentence: str, grammar: Reader, read: Reader, titles: Titles) -> Reading | None:
    """Return what a part of `sentence` asks or tells, of which the grammar explains every word; None unless the rest
    says nothing of the plan: “sếp hỏi gấp, sở mình còn nợ gì”.

    `grammar` reads by the grammar alone; `read` weighs also what similar sentences ask for, and must agree. `titles`
    are the pairs of words that stand in titles of tasks.
    """
    asked = has_question_mark(sentence)
    for part, beside in _parts(sentence):
        sure, found = grammar(part), read(part)
        if asked and REQUESTS & {sure.query.intent, found.query.intent}:
            continue  # cut off before the mark it was asked with
        unknown = sure.query.intent is Intent.UNKNOWN
        if any(_urges(one, read) for one in beside) and found.query.intent not in REQUESTS:
            continue  # “nhắc các đơn vị chưa gửi báo cáo, gấp nhé”
        if unknown and _proves(found) and _says_nothing(beside, found, grammar, titles):
            return found
        if sure.query.status is Status.DONE and sure.query.intent is Intent.LIST and not asks(tokenize(part)):
            continue  # “việc xong hết rồi nhá” asks nothing
        if sure.unexplained or sure.query.intent in _POLITE or sure.lacks_duty or sure.elliptic:
            continue
        agreed = found.query.intent is sure.query.intent or not {found.query.intent, sure.query.intent} & DECISIVE
        if agreed and _says_nothing(beside, found, grammar, titles):
            return found
    return None


def says_untold(sentence: str) -> bool:
    """Return whether a sentence says that something was done and not told: “quên chưa báo”."""
    return bool(UNTOLD.search(" ".join(word.folded for word in tokenize(sentence))))


def _urges(clause: str, read: Reader) -> bool:
    """Return whether a clause by itself is read as a request to remind others."""
    urging = _URGING.search(" ".join(word.folded for word in tokenize(clause)))
    return bool(urging) and read(clause).query.intent is Intent.REMIND


def _proves(reading: Reading) -> bool:
    """Return whether a report names a document with its date, which nothing but a report does."""
    document = reading.query.document
    return reading.query.intent is Intent.REPORT_PROGRESS and bool(document) and has_date(document)


def _parts(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield parts of a sentence without its first clauses, then without its last, each with the clauses left out."""
    cuts = list(_CUT.finditer(sentence))
    if len(cuts) > _TRIED:
        return
    starts, ends = [cut.end() for cut in cuts], [cut.start() for cut in reversed(cuts)]
    clauses = _CUT.split(sentence)
    for number, start in enumerate(starts, 1):
        if len(tokenize(sentence[start:])) >= _LEAST_WORDS:
            yield sentence[start:], tuple(clauses[:number])
    for number, end in enumerate(ends, 1):
        if len(tokenize(sentence[:end])) >= _LEAST_WORDS:
            yield sentence[:end], tuple(clauses[-number:])


def _says_nothing(clauses: Sequence[str], part: Reading, grammar: Reader, titles: Titles) -> bool:
    """Return whether clauses beside a part say nothing of the plan, and neither take back what it says nor ask."""
    for clause in clauses:
        words = tokenize(clause)
        text = " ".join(word.folded for word in words)
        done = part.query.intent is Intent.REPORT_PROGRESS and part.query.percent is None
        if UNTOLD.search(text) or (done and _NO_DOCUMENT.match(text) and not asks(words)):
            continue
        read = grammar(clause)
        reminded = read.query.intent is Intent.SNOOZE and read.query.day is None and bool(_REMIND_ME.search(text))
        if _is_of_a_title(words, titles):
            return False
        about = read.query.about_tasks or read.query.agencies or read.mentions_duties
        if about or not (reminded or read.query.intent in _POLITE) or _MATTER.search(text) or _ASKS_MORE.search(text):
            return False
        if part.query.intent in REQUESTS and not _lets_stand(words, text, part):
            return False
    return True


def _is_of_a_title(words: Sequence[Word], titles: Titles) -> bool:
    """Return whether three words follow each other as in a title: “chống lãng phí”."""
    folded = [word.folded for word in words]
    return any(one in titles and other in titles for one, other in pairwise(pairwise(folded)))


def _lets_stand(words: Sequence[Word], text: str, part: Reading) -> bool:
    """Return whether a clause leaves a request beside it as it is: for more time, what is not done yet is a reason;
    beside a document with its date, so is why it comes late.
    """
    if asks(words) or _TAKES_BACK.search(text):
        return False
    if part.query.intent in _FOR_MORE_TIME or (_proves(part) and _REASON.match(text)):
        return True
    return not denies_or_wishes(words)
