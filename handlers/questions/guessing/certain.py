"""Readings that the words of a sentence make certain, whatever similar sentences ask for: each needs words that say so,
and none that say otherwise."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from handlers.base.query import Intent, Period, Query, Sort, Status
from handlers.questions.guessing.naming import is_bare_plan, name_agencies, name_subject, of_periodic_report
from handlers.questions.guessing.questions import build_question
from handlers.questions.guessing.reports import OwnTasks
from handlers.questions.guessing.requests import build_request
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.reading.intents import find_agency_status
from handlers.questions.reading.question_words import asks
from handlers.questions.reading.reader import Reading
from handlers.questions.reading.talk import find_holiday

_TAGS = r"(?: (?:a|em|anh|chi|nhi|vay|the|ha|nhe|ad|bot|ban|day|oi|sep|nua|dong chi)){0,3}$"
"""Words behind a question that say nothing."""
_HOW = re.compile(
    r"(?<!\S)(?:lam sao|lam the nao|bang cach nao|(?<!cai )cach nao|(?<!cai )cach)(?: de| thi| ma)?(?: \S+){0,2}?"
    r" (?:bao(?! cao)|cap nhat|ghi nhan|dinh kem|sua|huy|rut|xin|gia han|doi|mo|tai (?:ve|xuong|file)|dang nhap|lien ket|tat|bat|dung)(?!\S)"
    r"|(?<!\S)(?:mo|tai (?:ve|xuong|file)|doc|gui file|dinh kem|dung|su dung|go)(?: \S+){0,4} (?:kieu gi|the nao|bang gi|ra sao|kieu sao)(?!\S)"
)
_DAY_OFF = re.compile(
    r"(?<!\S)(?:co |duoc |phai |con |van ){0,2}(?:nghi(?: le| bu| lam| tet)?|di lam|lam viec|lam bu)"
    rf"(?: (?:bu|le|lam|tet|them)){{0,2}} (?:khong|ko|chua){_TAGS}"
)
_OF_DUTIES = re.compile(r"(?<!\S)(?:nop|bao cao|han|ke hoach|nhiem vu|xong|hoan thanh|ban hanh|nhac)(?!\S)")
_SHARE = re.compile(r"(?<!\S)(?:phan tram|ty le|ti le|%)(?!\S)")
_COUNTED = re.compile(
    r"(?<!\S)(?:don vi|co quan|dia phuong|cac so|cac huyen|cac xa|so xa|so huyen|(?:so|huyen|xa|noi) nao|ai|so sanh|so voi|chenh|chenh lech|tang|giam|hon|kem)(?!\S)"
)
_CALL = re.compile(
    r"(?<!\S)(?:goi(?: dien| cho)*|dien(?: thoai)?|lien he|lien lac|gap|alo)(?: cho| voi| den| toi){0,2}"
    r" (?:ai|nguoi nao|dong chi nao|can bo nao)(?!\S)"
)
_AGAINST = re.compile(
    r"(?<!\S)(?:(?:so|ss)(?: (?:voi|giua|cung))|so sanh|doi chieu|hon kem|chenh lech|tang giam)"
    r"(?: (?:voi|giua|cung|cung ky|thoi diem|ky)){0,3} <(?:past|now)>"
    r"|(?<!\S)(?:so|ss) <past>.*(?<!\S)(?:tang|giam|hon|kem|chenh|khac)(?!\S)"
    r"|(?<!\S)(?:hon|kem|tang|giam|nhieu hon|it hon|kha hon|tot hon|cham hon)(?: so voi| hay kem| hay giam){0,2} <past>"
)
_STATE_ASKED = re.compile(
    rf"(?<!\S)(?:duyet|xac nhan|chap nhan|ghi nhan|cong nhan|thong qua)(?: (?:cho|xong|roi|toi|em|minh|hay)){{0,3}} chua{_TAGS}"
)
_WHOEVER_THEN_URGED = re.compile(
    r"(?<!\S)(?:nao|ai|cac|nhung|may|bao nhieu)(?!\S).*? thi"
    r"(?: (?:bot|em|ad|ban|hay|nho|giup|lam on|cu|gui|phat|nhan|loi|tin|ngay|di|toi nho|cho toi)){0,4}"
    r" (?:nhac(?: nho)?|don doc|giuc|thuc|canh bao)(?! (?:toi|em|minh|lai toi)(?!\S))(?!\S)"
)
_TOLD_NOT_TO = re.compile(r"(?<!\S)(?:dung|khoi|khong can|khong nhac|da nhac|duoc nhac|bi nhac|neu)(?!\S)")
_MORE_TIME = re.compile(
    r"(?<!\S)(?:xin|cho|de nghi|mong|can)(?: \S+){0,3}? (?:gia|lui|gian|doi|keo dai|ra|hoan|noi)(?: them)?"
    r"(?: thoi)? (?:han|thoi han|thoi gian|deadline)(?!\S)"
    r"|(?<!\S)(?:gia han|lui han|keo dai (?:thoi )?han|doi han|gian han|ra han|hoan han)(?!\S)"
)
_NOT_FOR_MORE = re.compile(
    r"(?<!\S)(?:da|duoc|bi|dang|cho|chua|ai|neu|co nen|khong|duyet|tu choi|rut|huy|nao|lan) (?:xin |duoc |de nghi ){0,2}"
    r"(?:gia|lui|gian|doi|keo|ra|hoan)(?!\S)|(?<!\S)(?:duyet|tu choi|rut|huy|dong y|thu tuc|cach|ho so) (?:\S+ ){0,3}?(?:gia|lui) han"
)
_THAT_DAY = re.compile(r"(?<!\S)(?:dung|ngay|trong|vao|chinh) (?:dung |chinh )?(?:ngay|hom) (?:do|ay|nay)(?!\S)")
_NOT_BEFORE = re.compile(
    r"(?<!\S)(?:dung|khong|khoi|chua|khong can|chua can|khoi can|dung co)(?: voi)? (?:nhac|nhan)(?!\S).*?(?<!\S)truoc(?!\S)"
)
_DUE = re.compile(r"(?<!\S)(?:han|moc|cuoi cung|cham nhat|muon nhat|deadline|het han|den han)(?!\S)")
_IS_IT_SO = re.compile(
    r"(?<!\S)(?:(?:co )?(?:dung|phai) (?:khong|ko|chua)|a|ha|nhi|chu)(?: (?:a|em|anh|chi|nhi|vay|the|ad|bot|ban)){0,2}$"
)
_ONLY_THEN = re.compile(
    r"(?<!\S)(?:xin|cho|de|hen)(?: (?:phep|cho|em|toi|minh|so|huyen|xa|phuong)){0,3} <(?:coming|now)>"
    r" (?:moi|thi|se)(?: (?:co the|moi|thi|se)){0,2} (?:nop|xong|gui|trinh|hoan thanh|ban hanh)(?!\S)"
)
_ENDS_IN_DOUBT = re.compile(rf"(?<!\S)chua{_TAGS}")
_WISHES = re.compile(r"(?<!\S)chuc (?:mung|cac|ca|anh|chi|em|ban|moi|sep|ad|bot|toan|ong|co)(?!\S)")
_NAMED_PERSON = re.compile(
    r"(?<!\S)(?:giao(?: lai)?|ban giao|phan cong|chuyen(?: giao| viec)?|de|nho|uy quyen)(?!\S)(?: \S+){0,12}?"
    r" (?:dong chi|d/c|dc|anh|chi|co|chu|bac|ong|ba|em|ban) (?P<name>\S+)"
)
_ALL = re.compile(r"(?<!\S)(?:ban giao|giao|chuyen) (?:het|tat ca|toan bo)(?!\S)")
_TAKES_OVER = re.compile(r"(?<!\S)(?:lam|theo doi|phu trach|lo|thay|nhan|xu ly|tiep|dam nhan|cho|sang)(?!\S)")

Builder = Callable[["Certain"], Query | None]


@dataclass(frozen=True, slots=True)
class Certain:
    """A sentence to be read on `today` (Viet Nam). `read` is what the grammar takes it for; `asked`: it has a question
    mark; `own_tasks` looks up the codes of the tasks of the asker's agency.
    """

    slots: Slots
    read: Reading
    vocabulary: Vocabulary
    today: date
    own_tasks: OwnTasks
    asked: bool

    @property
    def text(self) -> str:
        """Return all words, without accents."""
        return " ".join(word.folded for word in self.slots.words)

    @property
    def matter(self) -> bool:
        """Return whether the sentence names a code, a document, a percentage, a report or what the grammar knows as a
        task.
        """
        slots, query = self.slots, self.read.query
        named = slots.codes or slots.document or slots.percent is not None or slots.report or slots.ordinal
        return bool(named or query.codes or query.report or (query.about_tasks and not is_bare_plan(query)))

    @property
    def states(self) -> bool:
        """Return whether the sentence has no form of a question."""
        return not self.asked and not asks(self.slots.words)

    def question(self, intent: Intent) -> Query | None:
        """Return the query of a question."""
        return build_question(intent, self.slots, self.vocabulary, self.today)

    def request(self, intent: Intent) -> Query | None:
        """Return the query of a request."""
        return build_request(intent, self.slots, self.vocabulary, self.today, self.own_tasks)


def read_certain(said: Certain) -> Query | None:
    """Return what the words make certain; None where they make nothing so."""
    return next((query for read in _READERS if (query := read(said))), None)


def _how(said: Certain) -> Query | None:
    return Query(Intent.HELP) if _HOW.search(said.text) and not said.slots.document else None


def _day_off(said: Certain) -> Query | None:
    """Read “8/3 có nghỉ không”, “hôm nay có phải làm việc không”: of one day or holiday, and of no duty."""
    one_day = len(said.slots.times) == 1 and said.slots.times[0].period.first == said.slots.times[0].period.last
    if said.matter or not (one_day or find_holiday(said.text)):
        return None
    return said.question(Intent.CALENDAR) if _DAY_OFF.search(said.text) and not _OF_DUTIES.search(said.text) else None


def _wish(said: Certain) -> Query | None:
    wishes = _WISHES.search(said.text) and said.states and not said.matter
    return Query(Intent.SMALL_TALK) if wishes else None


def _share(said: Certain) -> Query | None:
    """Read “huyện đạt bao nhiêu phần trăm kế hoạch”: a share of all duties, of no task and no number of agencies."""
    if said.matter or said.slots.sections or _COUNTED.search(said.text) or not _SHARE.search(said.text):
        return None
    if said.read.query.intent not in (Intent.LIST, Intent.CARD, Intent.COUNT, Intent.AGENCIES, Intent.UNKNOWN):
        return None
    query = said.question(Intent.SUMMARY)
    return query if query and not query.about_tasks else None


def _call(said: Certain) -> Query | None:
    return said.question(Intent.PEOPLE) if _CALL.search(said.text) and not said.slots.codes else None


def _against(said: Certain) -> Query | None:
    tokens = " ".join(said.slots.tokens)
    return said.question(Intent.COMPARE) if _AGAINST.search(tokens) and not said.matter else None


def _state_asked(said: Certain) -> Query | None:
    """Read “báo cáo quý 1 em gửi rồi, đã duyệt chưa”: the state of what is named."""
    if not _STATE_ASKED.search(said.text) or said.read.query.intent is not Intent.UNKNOWN:
        return None
    query = said.question(Intent.CARD)
    return query if query and query.intent is Intent.CARD else None


def _urge(said: Certain) -> Query | None:
    """Read “xã nào còn chậm TC.1 thì nhắc giúp tôi”."""
    if said.asked or not _WHOEVER_THEN_URGED.search(said.text) or _TOLD_NOT_TO.search(said.text):
        return None
    slots = said.slots
    query = name_agencies(name_subject(Query(Intent.REMIND), slots, said.vocabulary), slots, said.vocabulary)
    query = of_periodic_report(query, slots, said.vocabulary)
    sort = query.sort or Sort.ALL
    return replace(
        query, agencies=(), own=False, everyone=True, sort=sort, status=find_agency_status(slots.extracted)
    )


def _more_time(said: Certain) -> Query | None:
    """Read “xin lùi hạn kế hoạch kiểm soát thủ tục hành chính sang 15/4”: with a day to come, of a duty of one's own."""
    if said.asked or not _MORE_TIME.search(said.text) or _NOT_FOR_MORE.search(said.text):
        return None
    if asks(said.slots.words) or said.read.query.intent is Intent.EXTEND:
        return None
    query = said.request(Intent.EXTEND)
    coming = query and query.day and query.day > said.today and query.about_tasks
    return query if coming else None


def _day_asked_for(said: Certain) -> Query | None:
    """Read “VII.2 xin đến 20/4 mới nộp được”: more time, asked for by the day alone."""
    tokens, slots = " ".join(said.slots.tokens), said.slots
    if not said.states or not slots.codes or not _ONLY_THEN.search(tokens) or _NOT_FOR_MORE.search(said.text):
        return None
    day = slots.times[0].period.last if slots.times else None
    return Query(Intent.EXTEND, codes=slots.codes[:1], day=day) if day and day > said.today else None


def _one_agency(said: Certain) -> Query | None:
    """Read “huyện Hưng Hà đã nộp báo cáo quý 1 chưa”: how far it is, not only what is done."""
    query = said.read.query
    asked = query.intent is Intent.LIST and query.status is Status.DONE and query.about_tasks and not query.everyone
    return replace(query, intent=Intent.CARD, status=None) if asked and _ENDS_IN_DOUBT.search(said.text) else None


def _not_before(said: Certain) -> Query | None:
    """Read “đừng nhắc VII.2 trước ngày 18/3”: to be reminded on that day."""
    if not _NOT_BEFORE.search(said.text) or not said.slots.codes or said.asked:
        return None
    last = next((time.period.last for time in said.slots.times if time.period.first is None), None)
    if last is None or last < said.today:
        return None
    return Query(Intent.SNOOZE, codes=said.slots.codes[:1], day=last + timedelta(1))


def _that_day(said: Certain) -> Query | None:
    """Read “đến ngày 31/12 thì việc nào tới hạn trong đúng ngày đó”: of that day alone."""
    query = said.read.query
    last = query.period.last if query.period else None
    if query.intent not in (Intent.LIST, Intent.COUNT) or last is None or not _THAT_DAY.search(said.text):
        return None
    return replace(query, period=Period(last, last)) if query.period != Period(last, last) else None


def _is_it_due(said: Certain) -> Query | None:
    """Read “hạn báo cáo quý ba là 15/9 đúng không”: a day that is to be confirmed, of something that is named."""
    days = [time.period for time in said.slots.times if time.period.first == time.period.last]
    if len(days) != 1 or not _DUE.search(said.text) or not (said.asked or _IS_IT_SO.search(said.text)):
        return None
    if said.read.query.intent not in (Intent.LIST, Intent.UNKNOWN, Intent.WHEN) or said.slots.document:
        return None
    query = said.question(Intent.WHEN)
    if query is None or not query.about_tasks or query.sections:
        return None
    return replace(query, period=said.slots.report.period if said.slots.report else None)


def _when_report(said: Certain) -> Query | None:
    """Read “6 tháng đầu năm huyện phải báo cáo trước ngày nào”."""
    query, report = said.read.query, said.slots.report
    if query.intent is not Intent.WHEN or query.about_tasks or report is None or "bao cao" not in said.text:
        return None
    return replace(query, report=True, period=report.period or query.period)


def _hand_over(said: Certain) -> Query | None:
    """Read “báo cáo đầu tư công giao cho cô Thủy nhé”: a duty that is named, and the name of a person."""
    found = _NAMED_PERSON.search(said.text)
    if found is None or not said.states:
        return None
    word = said.slots.words[said.text.count(" ", 0, found.start("name"))]
    named = word.typed[0].isupper() and word.folded.isalpha()
    if not named or not _TAKES_OVER.search(said.text) or "chua" in said.text.split() or "da" in said.text.split():
        return None
    if not said.slots.codes and _ALL.search(said.text):
        return Query(Intent.HAND_OVER)
    query = name_subject(Query(Intent.HAND_OVER), said.slots, said.vocabulary, said.own_tasks())
    query = of_periodic_report(query, said.slots, said.vocabulary)
    if not query.about_tasks or query.sections:
        return None
    return replace(query, period=query.period if said.slots.report else None)


_READERS: tuple[Builder, ...] = (
    _how,
    _day_off,
    _wish,
    _share,
    _call,
    _against,
    _state_asked,
    _urge,
    _more_time,
    _day_asked_for,
    _one_agency,
    _not_before,
    _that_day,
    _is_it_due,
    _when_report,
    _hand_over,
)
