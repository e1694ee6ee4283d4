"""Subjects of a sentence: tasks by name, agencies, what every agency owes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from data.text import fold
from handlers.base.query import Intent, Period, Query
from handlers.questions.guessing.named_agencies import OWN
from handlers.questions.guessing.named_tasks import name_tasks
from handlers.questions.guessing.slots import Slots
from handlers.questions.lexicon.vocabulary import Vocabulary, folded_words, significant_words
from handlers.questions.reading.subject_matching import RUN_SEPARATOR, title_contains

_SENT_TO = re.compile(
    r"(?<!\S)(?:nop|gui|trinh|bao cao)(?: (?:nhung|them|cai|viec|gi|len|ve|thu)){1,3} (?:cho|len|ve|den|toi) <agency>"
)
"""Words before the name of who receives what is handed in."""
_MINE = re.compile(r"(?<!\S)cua (?:toi|minh|chung toi|co quan toi)(?!\S)")
_OWN_OFFICE = re.compile(r"(?<!\S)(?:co quan|don vi|so|huyen|xa|phuong|phong) (?:nay|nha|ta|toi|minh)(?!\S)")
_SPEAKER = re.compile(
    r"(?<!\S)(?:em|(?:ma|cho|giup|voi|bao) (?:toi|minh)|(?:toi|minh) (?:chua|can|phai) (?:xac nhan|duyet|xem)"
    r"|don vi (?:gui|nop|bao|trinh))(?!\S)"
)
"""Words that speak of oneself, or of an office, and not of one's own duties."""
_OF_ONESELF = (Intent.LIST, Intent.COUNT, Intent.SUMMARY, Intent.ACTIVITY)
_OF_A_TASK = (Intent.WHO, Intent.WHEN, Intent.CARD)
_COMING_REPORT = re.compile(
    r"(?<!\S)bao cao (?:nao|gi|tiep|tiep theo|ke|ke tiep|toi|sap toi|gan nhat|lan toi|ky toi)(?!\S)"
)
_OPENING = 4  # words of a title
_PLAN = ("ke", "hoach")
_REPORT = re.compile(
    r"(?<!\S)(?<!chua )(?<!da )(?<!phai )(?<!khong )(?<!vua )(?<!moi )bao cao(?!\S)"
    r"|(?<!\S)bao cao (?:quy|nam|dinh ky|cchc|6 thang)(?!\S)"
)
"""The report, rather than “chưa báo cáo”."""
_REPORT_SAID = re.compile(r"(?<!\S)bao cao(?!\S)")
_PLAN_NUMBER = re.compile(r"/kh(?![a-z])", re.IGNORECASE)
_TURN_DAYS = 80  # of the period of a report
_QUARTER_DAYS = 92
_HANDED_IN = re.compile(r"(?<!\S)(?:nop|gui|bao|thieu)(?!\S)")
"""What is handed in for a quarter is its report."""


def name_subject(query: Query, slots: Slots, vocabulary: Vocabulary, among: Collection[str] | None = None) -> Query:
    """Return `query` about the tasks that a sentence names: by code, section, the report of a period, or by name; by
    name only those with the codes `among`.
    """
    period = slots.times[0].period if slots.times else None
    query = replace(query, codes=slots.codes, ordinal=slots.ordinal, period=query.period or period)
    if slots.codes or slots.ordinal:
        return query
    if slots.sections:
        return replace(query, sections=slots.sections)
    if slots.report:
        return replace(query, report=True, period=slots.report.period or query.period)
    words = [word.folded for word in slots.plain]
    content = slots.extracted.content.words
    known = not vocabulary.words.isdisjoint(content)
    if tasks := name_tasks(_around(words, content), vocabulary, among) if known else ():
        return replace(query, codes=tuple(task.key[1] for task in tasks))
    if sections := _name_sections(slots, vocabulary):
        return replace(query, sections=sections)
    return query


def _around(words: list[str], content: tuple[str, ...]) -> list[str]:
    """Return the words of content, with those between and beside them."""
    known = [at for at, word in enumerate(words) if not set(content).isdisjoint(significant_words((word,)))]
    if not known:
        return list(content)
    return words[max(known[0] - 2, 0) : known[-1] + 3]


def _name_sections(slots: Slots, vocabulary: Vocabulary) -> tuple[str, ...]:
    text = f" {' '.join(word.folded for word in slots.plain)} "
    named = [code for code, phrase in vocabulary.fields if len(phrase) > 1 and f" {' '.join(phrase)} " in text]
    return tuple(dict.fromkeys(named))


def of_periodic_report(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return `query` about what all agencies owe, where a sentence says only “báo cáo”, “quý 3” or “kế hoạch”."""
    if query.about_tasks:
        return query
    if _PLAN_NUMBER.search(slots.document):
        return _of_shared_plan(query, slots, vocabulary)
    said = " ".join(word.folded for word in slots.plain)
    period = query.period
    long = bool(period and period.first and period.last and (period.last - period.first).days >= _TURN_DAYS)
    if _REPORT.search(said) or long:
        return replace(query, report=True)
    return _of_shared_plan(query, slots, vocabulary)


def lasts_a_quarter(period: Period) -> bool:
    """Return whether a period is that of a report."""
    return bool(period.first and period.last and _TURN_DAYS <= (period.last - period.first).days <= _QUARTER_DAYS)


def _of_shared_plan(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return `query` about the plan that every agency makes, where a sentence says only “kế hoạch”."""
    words = [word.folded for word in slots.plain]
    if not (_holds(words, _PLAN) or "ke hoach" in fold(slots.document)):
        return query
    owed = [task for task in vocabulary.tasks if task.section is None and _holds(task.title, _PLAN)]
    return replace(query, codes=tuple(task.key[1] for task in owed[:1]))


def _holds(title: Sequence[str], pair: tuple[str, str]) -> bool:
    return pair in pairwise(title)


def complete(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return a query that the grammar has read, with what it leaves out: the very task, what all agencies owe, whose
    duties.
    """
    if len(query.agencies) == 1 and _SENT_TO.search(" ".join(slots.tokens)):
        query = replace(query, agencies=())  # “cần nộp gì cho Sở Nội vụ”
    if is_bare_plan(query) and query.intent in _OF_ONESELF and query.period and query.period.lasts_a_year:
        query = replace(query, keywords="")  # “kế hoạch năm 2024 còn gì”
    query = about_all(name_the_task(query, slots, vocabulary), slots, vocabulary)
    if query.intent not in _OF_ONESELF or query.agencies or query.everyone:
        return query
    text = " ".join(word.folded for word in slots.words)
    mine = bool(_MINE.search(text) or OWN.search(text) or _OWN_OFFICE.search(text))
    return replace(query, own=mine) if mine or _SPEAKER.search(text) or not query.own else query


def is_bare_plan(query: Query) -> bool:
    """Return whether a query is about “kế hoạch” and nothing says which."""
    return fold(query.keywords) == "ke hoach" and not (query.codes or query.sections or query.made)


def about_all(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return a query that names no task, about the report or plan of every agency if the sentence speaks of it."""
    said = " ".join(word.folded for word in slots.plain)
    if query.intent is Intent.AGENCIES and is_bare_plan(query):
        return _of_shared_plan(replace(query, keywords=""), slots, vocabulary)
    if query.intent is Intent.AGENCIES and _means_the_report(query, slots, said):
        return replace(query, sections=(), report=True)
    if query.about_tasks:
        return query
    if query.intent is Intent.NEXT and _COMING_REPORT.search(said):
        return replace(query, report=True)
    if query.intent is Intent.AGENCIES and query.period:
        handed_in = _HANDED_IN.search(said) and lasts_a_quarter(query.period)
        return of_periodic_report(query, slots, vocabulary) if handed_in or _REPORT.search(said) else query
    if query.intent is Intent.AGENCIES:
        return _of_shared_plan(query, slots, vocabulary)
    return _of_shared_plan(query, slots, vocabulary) if query.intent in _OF_A_TASK else query


def _means_the_report(query: Query, slots: Slots, said: str) -> bool:
    """Return whether a query about the field of a report means the report: “quý 1 bao nhiêu sở phải báo cáo CCHC”."""
    by_words = query.sections and not (slots.sections or slots.extracted.content.field)
    in_turn = query.period and lasts_a_quarter(query.period) and _REPORT_SAID.search(said)
    return bool(by_words and in_turn)


def name_the_task(query: Query, slots: Slots, vocabulary: Vocabulary) -> Query:
    """Return a query about one of the several tasks that the grammar takes the words for, where they name it best."""
    content = slots.extracted.content
    if query.intent is Intent.AGENCIES and is_bare_plan(query):
        return query
    if (
        query.intent not in (*_OF_A_TASK, Intent.AGENCIES)
        or query.codes
        or slots.report
        or slots.sections
        or not content.words
    ):
        return query
    words = [word.folded for word in slots.plain]
    named = name_tasks(_around(words, content.words), vocabulary)
    if query.intent is Intent.AGENCIES and len(named) > 1:  # what every agency makes, if that may be meant
        named = tuple(task for task in named if task.section is None) or named
    if len(named) != 1:
        return query
    task = named[0]
    if query.keywords and not query.sections:
        runs = [folded_words(run) for run in query.keywords.split(RUN_SEPARATOR)]
        fits = [one for one in vocabulary.tasks if title_contains(one, runs)]
        narrows = (len(fits) > 1 and task in fits) or query.report
    else:
        narrows = bool(query.sections) and not content.field and words_open(task.title, words)
    return replace(query, codes=(task.key[1],), keywords="", sections=(), report=False) if narrows else query


def words_open(title: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether words hold the opening of a title, “kế hoạch kiểm soát”."""
    return title[0] in words and _holds(words, (title[0], title[1])) and set(title[:_OPENING]) <= set(words)
