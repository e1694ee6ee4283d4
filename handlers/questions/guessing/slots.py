"""Slots of a sentence, whatever it says besides: codes, agencies, times, documents, percentages, sections."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from handlers.questions.dates.periods import months
from handlers.questions.dates.ranges import DateRangeReader
from handlers.questions.lexicon.vocabulary import Vocabulary
from handlers.questions.lexicon.words import Word
from handlers.questions.reading.activity import SaidTime, extract_times
from handlers.questions.reading.codes import extract_codes, extract_ordinal, extract_section
from handlers.questions.reading.phrase_extraction import ExtractedPhrases, extract_phrases
from handlers.questions.reading.reports.documents import extract_document
from handlers.questions.reading.reports.percentages import BARE, PERCENT, is_remainder, read_percentage
from handlers.questions.reading.reports.periodic_reports import ReportMention, extract_report
from handlers.questions.reading.said_times import narrowest, period_of_report
from handlers.questions.reading.sentence import Sentence
from handlers.questions.reading.subject_matching import Content
from handlers.questions.spelling.candidates import get_known_words

AGENCY, CODE, ORDINAL, DOCUMENT, PERCENTAGE = "<agency>", "<code>", "<ordinal>", "<document>", "<percent>"
SECTION, REPORT, PAST, NOW, COMING = "<section>", "<report>", "<past>", "<now>", "<coming>"
TOWARDS = ("cho", "len", "ve", "den", "toi", "qua", "sang", "voi")
"""Words before whom something was sent to."""

_UNITS, _UNIT_WORDS = frozenset({"huyen", "xa", "phuong"}), frozenset({"sở"})
_NO_NAMES = frozenset(
    ["da", "dang", "chua", "van", "bi", "co", "con", "ban", "phai", "duoc", "se", "vua", "moi", "gui", "nop"]
)
"""Words that begin no name."""
_HALF_YEAR = re.compile(
    r"(?<!\S)(?:6|sau) thang(?: dau nam)?(?! (?:nua|toi|qua|truoc(?! ngay| \d| thu| han)|gan|cuoi|sau|vua))(?!\S)"
)
_LEAST_WORDS = 2
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Slots:
    """The slots of a sentence. `tokens` are its words without accents, with a sign in place of each that a slot took;
    `plain` are the words that no slot took. `unknown_name`: it names an agency that nobody knows, “xã Không Tên”;
    `own`: the code of the speaker's agency if it is the only one that is named, but for whom something was sent to;
    `remainder`: the percentage was typed as what is left to do. `until` is the last day of a time that is said to end
    then, behind a day on which it begins: “mai em đi học, tới 24/5”.
    """

    words: tuple[Word, ...]
    tokens: tuple[str, ...]
    plain: tuple[Word, ...]
    codes: tuple[str, ...]
    ordinal: int | None
    document: str
    percent: int | None
    sections: tuple[str, ...]
    report: ReportMention | None
    times: tuple[SaidTime, ...]
    extracted: ExtractedPhrases
    unknown_name: bool = False
    own: str = ""
    remainder: bool = False
    until: date | None = None

    @property
    def names_own(self) -> bool:
        """Return whether the sentence speaks of the speaker's agency by its name."""
        return bool(self.own)


@dataclass
class _Tagging:
    """A sentence of which each word is marked with the slot that took it."""

    said: Sentence
    tags: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.tags = [""] * len(self.said)

    def mark(self, tag: str) -> None:
        """Mark the words that were taken since the last mark."""
        for at, word in enumerate(self.said.remaining):
            if word is None and not self.tags[at]:
                self.tags[at] = tag


def read_slots(words: list[Word], times: DateRangeReader, vocabulary: Vocabulary, own: str = "") -> Slots:
    """Read everything that `words` name; `own` is the code of the speaker's agency.

    Raises `dates.time_words.InvalidDate`.
    """
    said = Sentence(words)
    said.hide_names(vocabulary.names)
    tagging = _Tagging(said)
    document = extract_document(said)
    tagging.mark(DOCUMENT)
    codes = extract_codes(said, vocabulary.codes)
    tagging.mark(CODE)
    match = said.extract_pattern(PERCENT) or (said.extract_pattern(BARE) if codes else None)
    percent = read_percentage(match) if match else None
    tagging.mark(PERCENTAGE)
    ordinal = extract_ordinal(said)
    tagging.mark(ORDINAL)
    sections = extract_section(said)
    tagging.mark(SECTION)
    report = extract_report(said, times.today) or _extract_half_year(said, times)
    tagging.mark(REPORT)
    found = _extract_times(tagging, times, report)
    before, folded = list(said.remaining), list(said.folded)
    extracted = extract_phrases(said, vocabulary)
    extracted = _with_doubtful_names(extracted, words, folded, vocabulary)
    for name in extracted.names:
        tagging.tags[name.start : name.end] = [AGENCY] * (name.end - name.start)
    plain = tuple(word for word, tag in zip(before, tagging.tags, strict=True) if word and not tag)
    tokens = tuple(_merge(words, tagging.tags))
    unknown = _names_an_unknown_agency(words, tagging.tags, folded, set(extracted.content.places), vocabulary)
    return Slots(
        tuple(words),
        tokens,
        plain,
        codes,
        ordinal,
        document,
        percent,
        sections,
        report,
        narrowest(found, period_of_report(report, found)),
        extracted,
        unknown,
        own=own if _names_only(own, extracted, words) else "",
        remainder=bool(match and is_remainder(match)),
        until=_find_end(found),
    )


def _find_end(found: tuple[SaidTime, ...]) -> date | None:
    """Return the end of the last time, where it has no beginning and the one before it has, and is no longer: “tuần
    tới em đi học, đến 2/8”.
    """
    if len(found) < _LEAST_WORDS:
        return None
    begins, ends = found[-2].period, found[-1].period
    short = begins.first and begins.last and (begins.last - begins.first).days < _WEEK
    if not short or ends.first is not None or ends.last is None or begins.first is None:
        return None
    return ends.last if ends.last > begins.first else None


def _extract_half_year(said: Sentence, times: DateRangeReader) -> ReportMention | None:
    """Remove “6 tháng” alone, which is what the report of that half of the year is called."""
    if said.extract_pattern(_HALF_YEAR) is None:
        return None
    return ReportMention(months(times.today.year, 4, 3))


def _with_doubtful_names(
    extracted: ExtractedPhrases, words: list[Word], folded: list[str], vocabulary: Vocabulary
) -> ExtractedPhrases:
    """Return the phrases with short names of agencies among the words that nothing explains: “Hưng Hà, Vũ Thư”."""
    left, names = set(extracted.content.places), list(extracted.names)
    known = get_known_words(vocabulary)
    for at in sorted(left):
        name = vocabulary.names.find_longest_at(folded, at) if at in left else None
        if name is None or name.end - name.start < _LEAST_WORDS or len(name.codes) > 1:
            continue
        places = range(name.start, name.end)
        if left.issuperset(places) and all(
            not words[one].accented or known.knows_accents(words[one]) for one in places
        ):
            left.difference_update(places)
            names.append(name)
    if len(names) == len(extracted.names):
        return extracted
    codes = dict.fromkeys(name.codes[0] for name in names if len(name.codes) == 1)
    return replace(
        extracted,
        names=tuple(names),
        named=tuple(codes),
        agencies=extracted.agencies or names[len(extracted.names)].codes,
        content=_only(extracted.content, left, words),
    )


def _only(content: Content, places: set[int], words: list[Word]) -> Content:
    runs: list[list[int]] = []
    for at in sorted(places):
        if not runs or at != runs[-1][-1] + 1:
            runs.append([])
        runs[-1].append(at)
    return replace(
        content,
        places=tuple(sorted(places)),
        runs=tuple(tuple(words[at].folded for at in run) for run in runs),
        typed=tuple(" ".join(words[at].typed for at in run) for run in runs),
    )


def _names_an_unknown_agency(
    words: list[Word], tags: list[str], folded: list[str], content: set[int], vocabulary: Vocabulary
) -> bool:
    """Return whether a word for a sort of agencies stands before a name that no agency has."""
    shouted = all(word.typed.isupper() for word in words if word.folded.isalpha())
    return any(
        (words[at].typed.casefold() in _UNIT_WORDS or words[at].folded in _UNITS)
        and not tags[at]
        and not tags[at + 1]
        and not (at and (folded[at - 1], folded[at]) in vocabulary.pairs)
        and ((words[at + 1].typed[0].isupper() and not shouted) or (at + 1 in content and _is_strange(words[at + 1])))
        and vocabulary.names.find_longest_at(folded, at) is None
        and vocabulary.names.find_longest_at(folded, at + 1) is None
        for at in range(len(words) - 1)
    )


def _is_strange(word: Word) -> bool:
    """Return whether a word is none that sentences are made of: “huyện bận” names no agency."""
    return word.folded not in _NO_NAMES


def _names_only(own: str, extracted: ExtractedPhrases, words: list[Word]) -> bool:
    """Return whether the agency `own` is the only one that is named, but for those that something was sent to."""
    named = {
        code for name in extracted.names if words[name.start - 1].folded not in TOWARDS or not name.start
        for code in name.codes
    }  # fmt: skip
    return bool(own) and named == {own}


def _extract_times(tagging: _Tagging, times: DateRangeReader, report: ReportMention | None) -> tuple[SaidTime, ...]:
    found = extract_times(tagging.said, times, report.period if report else None)
    tag = NOW
    if found:
        period = found[-1].period
        tag = PAST if period.last and period.last < times.today else NOW
        tag = COMING if period.first and period.first > times.today else tag
    tagging.mark(tag)
    return found


def _merge(words: list[Word], tags: list[str]) -> list[str]:
    tokens: list[str] = []
    for word, tag in zip(words, tags, strict=True):
        if tag and tokens[-1:] == [tag]:
            continue
        tokens.append(tag or word.folded)
    return tokens
