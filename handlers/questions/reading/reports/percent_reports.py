"""Reports of how far a duty is: "II.3 80%", "V.7 đang xin ý kiến, tầm một nửa", "đề án sắp xếp xã mới được 30%"."""

import re
from dataclasses import replace

from handlers.base.query import Intent, Query
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.phrase_grammar import change_grammar
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.named_subjects import best_tasks
from handlers.questions.reading.question_words import asks, denies_or_wishes
from handlers.questions.reading.reports.percentages import BARE, PERCENT, is_remainder, read_percentage
from handlers.questions.reading.reports.periodic_reports import extract_report
from handlers.questions.reading.sentence import Sentence

_DOING_WORDS = (
    "tien do dang da moi duoc lam dat xong khoang tam chung gan hon o muc den toi la thi hien nay vua cung cap nhat "
    "ghi tren hoan thanh thuc trien khai chi nang len ket qua soan thao viet"
)
_DOING = frozenset(_DOING_WORDS.split())
"""Words that say nothing but that something is done, without accents."""
_OURS = re.compile(
    r"(?<!\S)(?:(?:thi tran|xa|phuong|huyen|so|don vi|co quan|ben|phong)(?: (?:em|minh|toi|ta|chung em|chung toi))"
    r"|thi tran(?! \S+ (?:em|toi)))(?!\S)"
)
"""Whose it is: one's own."""
_REMAINING = frozenset({"con", "thieu"})
_DONE = 100


def read_percent_report(said: Sentence, about: Query, times: DateRangeReader, vocabulary: Vocabulary) -> Query | None:
    """Return the report of a percentage; None if the sentence makes none for certain.

    What stands before the percentage says of which duty, or belongs to the note; what stands behind it is a note,
    unless it asks something. A sentence that is nothing but a percentage and a note is about the duty shown last.
    Raises `dates.time_words.InvalidDate`.
    """
    if len(about.codes) + (about.ordinal is not None) > 1:
        return None
    coded = bool(about.codes or about.ordinal)
    before = list(said.keys)
    match = said.extract_pattern(PERCENT) or said.extract_pattern(BARE)
    percent = read_percentage(match) if match else None
    if percent is None or percent == _DONE:  # done is reported as such, with its document
        return None
    taken = [at for at, key in enumerate(said.keys) if key != before[at]]
    ahead = [said.words[at] for at in said.remaining_places() if at < taken[0]]
    behind = [said.words[at] for at in said.remaining_places() if at > taken[-1]]
    if match and is_remainder(match):
        ahead, behind = without_remainder(ahead), []
    if asks(behind) or asks(ahead) or (coded and percent and denies_or_wishes(ahead)):
        return None
    query = replace(about, intent=Intent.REPORT_PROGRESS, percent=percent)
    said.remove(0, len(said))
    return query if coded else _of_named(ahead, query, times, vocabulary)


def without_remainder(ahead: list[Word]) -> list[Word]:
    """Return the words before a percentage without those that make it what is left, “còn khoảng”."""
    end = next((at for at in reversed(range(len(ahead))) if ahead[at].folded in _REMAINING), len(ahead))
    return ahead[:end]


def _of_named(ahead: list[Word], query: Query, times: DateRangeReader, vocabulary: Vocabulary) -> Query | None:
    """Return the report of the duty that the words before the percentage name; of none if there are no such words."""
    named = Sentence(ahead)
    report = extract_report(named, times.today)
    period = report.period if report and report.period else named.extract_period(times)
    while named.extract_pattern(_OURS):
        pass
    words = [word for word in named.remaining if word and word.folded not in _DOING]
    if report:
        polite = not words or "act.beside" in change_grammar().names_covering(words)
        return replace(query, report=True, period=period) if polite else None
    if not words and period is None:
        return query
    said = tuple(word.folded for word in named.remaining if word)
    subject = _without_doing(said)
    if denies_or_wishes(word for word in words if word.folded not in subject) or not best_tasks(
        subject, vocabulary.tasks
    ):
        return None
    return replace(query, keywords=" ".join(subject))


def _without_doing(said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words without those of doing at the end: “… mới làm được”."""
    end = len(said)
    while end and said[end - 1] in _DOING:
        end -= 1
    return said[:end]
