"""Requests to urge others that do not begin the sentence, or do so in other words: “trễ cả tháng rồi, nhắc giúp tôi
mấy sở chưa nộp”, “hối thành phố giùm chị”."""

import re
from dataclasses import replace

from data.text import fold_letterwise, nfc
from handlers.base.query import Intent, Query
from handlers.questions.guessing.certain.said import Said
from handlers.questions.guessing.named_agencies import name_agencies
from handlers.questions.guessing.naming import name_subject, of_periodic_report
from handlers.questions.reading.intents import find_agency_status
from handlers.questions.reading.question_words import calls_off

_BEHIND = re.compile(
    r"(?<!\S)(?:roi|qua|lam|day|nua|ngay|thang|nay|hen|lau)(?: (?:em|bot|ban|nho|lam on)){0,2}"
    r" (?:nhac(?: nho)?|don doc|giuc|thuc|hoi thuc)(?: (?:ngay|gap|them|lai))? (?:giup|ho|gium|dum)(?!\S)"
    r"(?! (?:toi|em|minh|anh|chi)?$)"
)
_THEN = re.compile(
    r"[,;:.!]\s+(?:(?:em|bot|ban|nho|lam on|de nghi|hay) ){0,2}(?:nhac(?: nho)?|don doc|giuc|thuc)"
    r"(?: (?:lai|ngay|gap|them|khan|giup|ho|gium)){0,2}(?: (?:cho|toi))?"
    r" (?:toan bo |tat ca |het )?(?:cac|nhung|may|moi|toan bo|tat ca)"
    r" (?:so|huyen|xa|phuong|don vi|co quan|nganh|noi|cho|ubnd)(?!\S)"
)
"""“Hôm nay hạn chót, nhắc lại các xã gửi kế hoạch”: behind why."""
_HURRY = frozenset({"hối", "hối thúc", "đốc thúc", "nhắn", "giục", "thúc", "đôn"})
_FOR_ME = re.compile(r"(?<!\S)(?:giup|ho|gium|dum|nhe|di|ngay|gap|voi)(?!\S)")
_OWN = re.compile(
    r"(?<!\S)(?:giup|ho|gium|dum|nhac) (?:toi|em|minh|anh|chi) (?:viec|nhiem vu|han|bao cao|[ivx]+\.|tc\.)"
)
_SORT = re.compile(
    r"(?<!\S)(?:may|cac|nhung|bon|tat ca|toan bo|moi) (?:so|huyen|xa|phuong|don vi|co quan|nganh|noi|cho)(?!\S)"
)


def read_urging(said: Said) -> Query | None:
    """Return the query of a request to urge others, of which the words leave no doubt; None for others."""
    words = said.slots.words
    hurries = words[0].typed.casefold() in _HURRY and bool(_FOR_ME.search(said.text))
    behind = _BEHIND.search(said.text) or (
        said.states and not calls_off(said.text) and _THEN.search(fold_letterwise(nfc(said.typed)))
    )
    if said.asked or not (hurries or behind) or _OWN.search(said.text):
        return None
    slots = said.slots
    query = name_agencies(name_subject(Query(Intent.REMIND), slots, said.vocabulary), slots, said.vocabulary)
    query = of_periodic_report(query, slots, said.vocabulary)
    several = bool(_SORT.search(said.text))
    named = () if several else slots.extracted.named or (query.agencies if len(query.agencies) == 1 else ())
    if not query.about_tasks or not (named or (several and query.sort)):
        return None
    period = query.period if query.report else None
    status = find_agency_status(slots.extracted) if several else None
    return replace(
        query,
        agencies=named,
        own=False,
        everyone=several,
        period=period,
        sort=query.sort if several else None,
        status=status,
    )
