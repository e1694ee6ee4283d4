"""Sentences answered in this process, over a province's agencies, and the preparation for the first."""

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median, quantiles

from benchmarks.answers.registry_size import FEW, add_owing_agencies
from benchmarks.registries.plan_175 import ASKER, NOW, create_registry
from benchmarks.target import Target
from bot.gc_tuning import freeze_existing
from data.enums import Role
from data.registry.office import agencies
from data.registry.office.working_calendar import working_calendar
from data.registry.people.identities import Identity
from data.registry.plans.lexicon import read_lexicon
from data.rules.calendar import WorkingCalendar
from data.rules.viet_nam_time import viet_nam_date
from data.store import Session, Store
from handlers.questions.answering.answerer import answer
from handlers.questions.lexicon import phrase_grammar, phrase_tables
from handlers.questions.lexicon.vocabulary import build_vocabulary
from handlers.questions.reading.reader import read_sentence
from handlers.questions.spelling.candidates import get_known_words

MEDIAN, SLOWEST, START = 3.0, 15.0, 50.0
ROUNDS = 20
SENTENCES = (
    *(
        "sở mình còn nợ gì trong quý này?",
        "tuan nay phai nop j",
        "nhieemj vuj chuwa xong",
        "việc quá hạn",
        "II.3 đến đâu rồi",
    ),
    *(
        "từ nay đến 30/6 phải làm gì",
        "kế hoạch đào tạo thì sao",
        "việc nào phải có nghị quyết HĐND",
        "ai chủ trì đề án sắp xếp xã",
    ),
    *(
        "báo cáo quý 2 nộp khi nào",
        "còn bao nhiêu việc chưa xong",
        "kỳ báo cáo tới",
        "lĩnh vực thể chế còn gì",
        "việc tiếp theo",
    ),
    *(
        "II.3 xong rồi, số 12/KH-UBND ngày 28/2",
        "nhắc tôi II.3 vào thứ tư",
        "những việc mình phối hợp",
        "vieẹc quá hạnn quý nàyy",
    ),
    *(
        "toàn tỉnh có bao nhiêu việc quá hạn",
        "Sở Y tế còn nợ gì",
        "tình hình chung toàn tỉnh",
        "hôm nay trời có mưa không nhỉ",
    ),
)


def measure_sentences(folder: Path) -> Iterator[Target]:
    """Measure a supervisor's answers by CPU, with the garbage collector set as in the bot."""
    store = Store(create_registry(folder / "asking.db"))
    with store.write() as session:
        add_owing_agencies(session, FEW - len(agencies.list_all(session)))
    freeze_existing()
    with store.read() as session:
        start = _milliseconds_to_start(session)
        spent = sorted(_milliseconds(session))
    detail = f"{len(SENTENCES)} câu, {FEW} cơ quan"
    yield Target("Trả lời một câu hỏi, trung vị", median(spent), MEDIAN, "ms", detail)
    yield Target("Trả lời một câu hỏi, p99", quantiles(spent, n=100)[-1], SLOWEST, "ms", detail)
    yield Target("Chuẩn bị hiểu câu hỏi", start, START, "ms", "bảng từ, tên cơ quan, tên nhiệm vụ")


def _milliseconds_to_start(session: Session) -> float:
    """Return the CPU to prepare for the first sentence, without reading the rows of the registry."""
    found = read_lexicon(session)
    for made_once in (phrase_tables.load_tables, phrase_grammar.question_grammar, phrase_grammar.change_grammar):
        made_once.cache_clear()
    began = time.process_time()
    vocabulary = build_vocabulary(found)
    get_known_words(vocabulary)
    read_sentence("việc quá hạn", date(2024, 2, 26), WorkingCalendar(), vocabulary)
    return 1000 * (time.process_time() - began)


def _milliseconds(session: Session) -> Iterator[float]:
    calendar, today = working_calendar(session), viet_nam_date(NOW)
    calendar.is_working(today)  # the holidays are loaded when a process starts
    of = agencies.find(session, ASKER)
    me = Identity(0, "", Role.SUPERVISOR, of.id, of.code, of.name, of.short_name, None)
    answer(session, me, SENTENCES[0], today, calendar)
    for sentence in SENTENCES * ROUNDS:
        began = time.process_time()
        answer(session, me, sentence, today, calendar)
        yield 1000 * (time.process_time() - began)
