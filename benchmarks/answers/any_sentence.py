"""Longest time to answer a sentence, whatever is typed: a hundred thousand sentences of every sort."""

import gc
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.registries.plan_175 import CHAT, NOW, create_registry
from benchmarks.target import Target
from data.registry.office.working_calendar import working_calendar
from data.registry.people import identities
from data.rules.viet_nam_time import viet_nam_date
from data.store import Store
from handlers.questions.answering.answerer import answer
from tests.handlers.questions.corpus.noise import FIRST, sentences

SENTENCES = 100_000
LONGEST = 50


def measure_longest_answer(folder: Path) -> Iterator[Target]:
    """Measure the CPU of each answer in this process, without a channel; an exception ends it."""
    store = Store(create_registry(folder / "sentences.db"))
    today = viet_nam_date(NOW)
    with store.read() as session:
        calendar, me = working_calendar(session), identities.identify(session, "telegram", str(CHAT))
        assert me is not None
        calendar.is_working(today)
        for sentence in FIRST:
            answer(session, me, sentence, today, calendar)
        gc.collect()
        gc.freeze()
        slowest, total, worst = 0.0, 0.0, ""
        for sentence in sentences(SENTENCES):
            began = time.process_time()
            answer(session, me, sentence, today, calendar)
            passed = 1000 * (time.process_time() - began)
            total += passed
            if passed > slowest:
                slowest, worst = passed, sentence
        gc.unfreeze()
    detail = f"trung bình {total / SENTENCES:.2f} ms; câu lâu nhất: “{worst[:40]}”"
    yield Target(f"Câu lâu nhất trong {SENTENCES} câu bất kỳ", slowest, LONGEST, "ms", detail)
