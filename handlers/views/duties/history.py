"""The history of a duty: who did what and when, with their words, documents and files."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from data.enums import Change
from data.registry.duties.duty_lines import DutyLine
from data.registry.duties.history import EarlierHistory, EntryFacts, entries_in_force
from data.registry.duties.proofs import ProofFacts
from handlers.base.messages import Reply
from handlers.locales import _
from handlers.views.base import formatting, names
from handlers.views.duties.duty_card import card_button, proof_lines

_FOR_A_REASON = frozenset(
    {
        Change.RETURNED,
        Change.EXTENSION_ASKED,
        Change.EXTENSION_REFUSED,
        Change.EXEMPTION_ASKED,
        Change.EXEMPTION_REFUSED,
        Change.EXEMPTED,
        Change.OWED_AGAIN,
    }
)
_IN_THE_TEXT = frozenset({Change.ASSIGNED, Change.PASSED})
"""Changes whose `reason` stands in what is said of them already."""

_LETTERS = 1600  # somebody's words have 500 at most, so two entries always fit


def history(
    duty: DutyLine,
    entries: Sequence[EntryFacts],
    proofs: Sequence[ProofFacts],
    today: date,
    before: Sequence[EarlierHistory] = (),
) -> Reply:
    """Render the changes of a duty, the latest first, as many as one message holds.

    `before` are those that it went through at agencies from which it passed on.
    """
    files: dict[int, list[str]] = {}
    for proof in reversed(proofs):
        files.setdefault(proof.version, []).append(proof.name)
    counting = {entry.version for entry in entries_in_force(entries)}
    entry_texts = [_entry_text(entry, files, today, counts=entry.version in counting) for entry in entries]
    for earlier in before:
        counted = {entry.version for entry in entries_in_force(earlier.entries)}
        entry_texts += [
            _(
                "[{agency}] {entry}",
                agency=earlier.agency,
                entry=_entry_text(one, {}, today, counts=one.version in counted),
            )
            for one in earlier.entries
        ]
    fitting = sum(letters <= _LETTERS for letters in accumulate(map(len, entry_texts)))
    lines = entry_texts[:fitting]
    if fitting < len(entry_texts):
        lines.append(_("… và {count} lần cập nhật trước đó.", count=len(entry_texts) - fitting))
    heading = f"📜 {formatting.task_code(duty)} · {formatting.shorten(duty.title, 80)}"
    return Reply(heading, "\n".join(lines) or _("Chưa có cập nhật nào."), ((card_button(duty),),), replaces=True)


def _entry_text(entry: EntryFacts, files: Mapping[int, list[str]], today: date, *, counts: bool) -> str:
    said = f"{formatting.moment(entry.at, today)} · {entry.officer_name}: {change_text(entry)}"
    if entry.change is not Change.UNDONE and not counts:
        said = _("{entry} (đã hoàn tác)", entry=said)
    named = [f"📎 {formatting.file_name(name)}" for name in files.get(entry.version, [])]
    return "\n  ".join([said, *entry_words(entry), *named])


def change_text(entry: EntryFacts) -> str:
    """Return what an entry did."""
    return {
        Change.PROGRESS: _("tiến độ {percent}%", percent=entry.percent),
        Change.REPORTED: _("báo hoàn thành"),
        Change.CONFIRMED: _("xác nhận"),
        Change.RETURNED: _("trả lại"),
        Change.UNDONE: _("hoàn tác lần cập nhật trước"),
        Change.NOTED: _("ghi chú"),
        Change.ATTACHED: _("gửi tệp"),
        Change.EXTENSION_ASKED: _("xin gia hạn đến {day}", day=formatting.plain_day(entry.asked_until)),
        Change.EXTENSION_AGREED: _("đồng ý gia hạn đến {day}", day=formatting.plain_day(entry.extended_to)),
        Change.EXTENSION_REFUSED: _("từ chối gia hạn"),
        Change.ASSIGNED: _("giao cho {name}", name=entry.reason) if entry.reason else _("thôi giao riêng cho ai"),
        Change.EXEMPTION_ASKED: _("đề nghị không tính vào nhiệm vụ của cơ quan"),
        Change.EXEMPTION_REFUSED: _("từ chối đề nghị không tính"),
        Change.EXEMPTED: _("ghi nhận không phải thực hiện"),
        Change.OWED_AGAIN: _("giao lại nhiệm vụ"),
        Change.SELF_CONFIRMED: _("tự xác nhận"),
        Change.CORRECTED: _("sửa cách đọc kế hoạch"),
        Change.PASSED: _("tiếp nhận từ {agency}, khi đó {percent}%", agency=entry.reason, percent=entry.percent),
        Change.RESULT: _("báo kết quả {period}", period=names.stored_period(entry.report_period)),
    }[entry.change]


def entry_words(entry: EntryFacts) -> list[str]:
    """Return the author's words, or the document of a report: later entries only repeat it."""
    if entry.change is Change.REPORTED:
        return proof_lines(entry)
    if not entry.reason or entry.change in _IN_THE_TEXT:
        return []
    if entry.change not in _FOR_A_REASON:
        return [entry.reason]
    proof = proof_lines(entry) if entry.change is Change.EXEMPTED else []
    return [_("Lý do: {reason}", reason=entry.reason), *proof]
