"""Plans that wait: what a plan would change, what must be answered first, what should be looked at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from data.enums import DraftState
from data.plans.draft import PlanDraft
from data.plans.remark_groups import PlacedRemark, RemarkGroup
from data.plans.remarks import Remark
from data.plans.storing.apply import ChangedTasks, Changes
from data.plans.storing.waiting.waiting_plans import WaitingFacts
from data.plans.waiting.leads import LeadQuestion
from data.plans.waiting.sentences import list_open_sentences
from data.registry.plans.plans import PlanFact
from data.rules.viet_nam_time import viet_nam_date
from handlers.base.callback_data.codec import button
from handlers.base.callback_data.conversation import LeaveQuestion, RunCommand
from handlers.base.callback_data.directories import ShowDirectories
from handlers.base.callback_data.plans import (
    ApplyDraft,
    AskDraftHead,
    AskPlanFile,
    DropDraft,
    ForgetAnswers,
    RollOver,
    ShowDraft,
    ShowDraftQuestion,
    ShowDraftRemarks,
    ShowPlans,
)
from handlers.base.command_names import CommandName
from handlers.base.messages import Button, Reply
from handlers.locales import _
from handlers.views.base import formatting
from handlers.views.base.paging import page_buttons, slice_page
from handlers.views.plans.draft_rollover import comparison_lines
from handlers.views.plans.remarks import render_remark

_GROUPS = 6
_CODES = 8
_WAITING = 5
_ROLLED_OVER = 3
_TITLE_LETTERS = 300
_REMARK_LETTERS = 160
_LABEL_LETTERS = 40


def file_question(waiting: Sequence[WaitingFacts], known: Sequence[PlanFact]) -> Reply:
    """Ask for the file of a plan; plans that wait are offered, and those `known`, to be rolled over."""
    lines = [
        _("Anh/chị gửi tệp kế hoạch vào đây: .docx, .xlsx, .pdf có chữ, .odt, .ods, .rtf, .xls hoặc .txt."),
        _("Tôi đọc tệp rồi cho anh/chị xem trước; chưa ghi gì vào sổ khi anh/chị chưa chạm “Ghi vào sổ”."),
    ]
    taps = [
        (
            button(
                _("Bản nháp: {name}", name=formatting.shorten(one.title or one.file_name, _LABEL_LETTERS)),
                ShowDraft(one.id),
            ),
        )
        for one in waiting[:_WAITING]
    ]
    taps += [
        (button(_("Lập năm {year} từ KH {number}", year=one.year + 1, number=one.number), RollOver(one.id)),)
        for one in known[:_ROLLED_OVER]
    ]
    return Reply("📥 " + _("Nhập kế hoạch"), "\n".join(lines), (*taps, (_leave(),)))


def file_refused(why: str) -> Reply:
    """Say why a file cannot be read; another one is waited for."""
    return Reply(body=_("{why} Anh/chị gửi lại tệp vào đây.", why=why), buttons=((_leave(),),))


def directory_missing(why: str) -> Reply:
    """Say that agencies must be known before a plan can be read, and lead to where they are chosen."""
    return Reply(body=why, buttons=((button(_("Thiết lập danh mục"), ShowDirectories()), _leave()),))


@dataclass(frozen=True, slots=True)
class LookBack:
    """What becomes of last year's plan in a draft that repeats it; `one_offs` counts tasks still asked about."""

    number: str
    made: ChangedTasks
    one_offs: int


def rolled_over(facts: WaitingFacts) -> Reply:
    """Say that last year's plan is a draft now; it is read when it is looked at."""
    said = _("Đã lập bản nháp năm sau từ KH {number}: giữ lời văn, năm dời một năm.", number=facts.file_name)
    return Reply(body=said, buttons=((button(_("Xem bản nháp"), ShowDraft(facts.id)),),), replaces=True)


def preview(
    facts: WaitingFacts,
    plan: PlanDraft[Remark],
    changes: ChangedTasks,
    questions: Sequence[LeadQuestion],
    groups: Sequence[RemarkGroup],
    mark: str,
    rolled: LookBack | None = None,
) -> Reply:
    """Show a plan that waits; it can be written once nothing that is needed is open."""
    one_offs = rolled.one_offs if rolled else 0
    needed = one_offs + sum(one.is_needed for one in questions)
    has_head = bool(plan.number) and plan.issued_on is not None
    lines = [*_head_lines(plan), "", *_change_lines(changes)]
    if rolled:
        lines += comparison_lines(rolled.number, rolled.made)
    sentences = list_open_sentences(plan)
    if questions:
        lines += ["", _("❓ Chưa rõ là cơ quan nào: {count} câu hỏi.", count=len(questions))]
    if sentences:
        said = _("❓ Phần lời có {count} câu nêu thời hạn: có phải nhiệm vụ không?", count=len(sentences))
        lines += [said]
    if one_offs:
        lines += [_("❓ {count} việc chỉ của năm cũ: năm sau có làm nữa không?", count=one_offs)]
    lines += [_("❓ Văn bản chưa có số và ngày ban hành.")] * (not has_head)
    lines += ["", *_group_lines(groups)]
    if needed or not has_head:
        lines += ["", _("Chưa ghi được vào sổ: còn điều phải trả lời.")]
    taps: list[tuple[Button, ...]] = []
    if asked := len(questions) + len(sentences) + one_offs:
        taps.append((button(_("Trả lời câu hỏi ({count})", count=asked), ShowDraftQuestion(facts.id)),))
    if not has_head:
        taps.append((button(_("Nêu số và ngày"), AskDraftHead(facts.id)),))
    if groups:
        taps.append((button(_("Xem từng chỗ"), ShowDraftRemarks(facts.id)),))
    if not needed and has_head:
        taps.append((button(_("Ghi vào sổ"), ApplyDraft(facts.id, mark)),))
    taps.append((button(_("Trả lời lại"), ForgetAnswers(facts.id)), button(_("Bỏ bản nháp"), DropDraft(facts.id))))
    return Reply("📄 " + _("Bản nháp, chưa ghi vào sổ"), "\n".join(lines), tuple(taps), replaces=True)


def changed_since(shown: Reply) -> Reply:
    """Show a plan anew, because it is no longer what was shown."""
    said = _("Bản nháp hoặc sổ đã thay đổi sau khi anh/chị xem nên chưa có gì được ghi. Anh/chị xem lại:")
    return replace(shown, body=f"{said}\n\n{shown.body}")


def remark_page(draft_id: int, plan: PlanDraft[Remark], groups: Sequence[RemarkGroup], page: int) -> Reply:
    """Show a page of the remarks, the worst kind first, each with the plan's own words."""
    titles = {task.code: task.title for task in plan.tasks}
    placed = [one for group in groups for one in group.remarks]
    shown, page, pages = slice_page(placed, page)
    lines = [_remark_line(one, titles) for one in shown]
    taps = [page_buttons(partial(ShowDraftRemarks, draft_id), page, pages)] if pages > 1 else []
    taps.append((button(_("‹ Bản nháp"), ShowDraft(draft_id)),))
    heading = "⚠️ " + _("Chỗ cần xem lại ({page}/{pages})", page=page + 1, pages=pages)
    return Reply(heading, "\n".join(lines), tuple(taps), replaces=True)


def applied(number: str, made: Changes) -> Reply:
    """Say that a plan was written into the registry."""
    said = _("✅ Đã ghi kế hoạch {number} vào sổ.", number=number)
    next_step = _("Tiếp theo: mời cán bộ của các cơ quan có việc, để họ được nhắc.")
    taps = (button(_("👤 Mời cán bộ"), RunCommand(CommandName.INVITE)), _plans())
    return Reply(body="\n".join((said, _counts(made), next_step)), buttons=(taps,), replaces=True)


def dropped(facts: WaitingFacts) -> Reply:
    """Say that a plan that waited was dropped."""
    said = _("Đã bỏ bản nháp “{name}”; sổ không có gì thay đổi.", name=facts.file_name)
    return Reply(body=said, buttons=((button(_("Gửi tệp khác"), AskPlanFile()), _plans()),), replaces=True)


def ended(facts: WaitingFacts) -> Reply:
    """Say who was earlier to apply or drop a plan that waited."""
    who = facts.ended_by or _("Người vận hành")
    day = formatting.plain_day(viet_nam_date(facts.ended_at)) if facts.ended_at else ""
    if facts.state is DraftState.APPLIED:
        said = _("{who} đã ghi bản nháp “{name}” vào sổ ngày {day}.", who=who, name=facts.file_name, day=day)
    else:
        said = _("Bản nháp “{name}” đã được bỏ ngày {day}.", name=facts.file_name, day=day)
    return Reply(body=said, buttons=((_plans(),),), replaces=True)


def _head_lines(plan: PlanDraft[Remark]) -> list[str]:
    number = plan.number or _("chưa có số")
    day = formatting.plain_day(plan.issued_on) if plan.issued_on else _("chưa có ngày")
    lines = [_("KH {number}, ngày {day}, kế hoạch năm {year}", number=number, day=day, year=plan.year)]
    lines += [formatting.shorten(plan.title, _TITLE_LETTERS)] if plan.title else []
    return lines + ([plan.issuer] if plan.issuer else [])


def _change_lines(changes: ChangedTasks) -> list[str]:
    lines = [_counts(changes.count())]
    if changes.kept or changes.changed or changes.removed:
        lines += [_("Thêm: {codes}", codes=_codes(changes.added))] * bool(changes.added)
        lines += [_("Sửa: {codes}", codes=_codes(changes.changed))] * bool(changes.changed)
        lines += [_("Rút: {codes}", codes=_codes(changes.removed))] * bool(changes.removed)
    return lines


def _counts(made: Changes) -> str:
    """Return what would become of the tasks, without what would happen to none."""
    total = made.added + made.changed + made.kept
    if total == made.added and not made.removed:
        return _("{total} nhiệm vụ, đều mới.", total=total)
    parts = (
        (made.added, _("thêm {count}", count=made.added)),
        (made.changed, _("sửa {count}", count=made.changed)),
        (made.removed, _("rút {count}", count=made.removed)),
        (made.kept, _("giữ nguyên {count}", count=made.kept)),
    )
    told = ", ".join(words for count, words in parts if count)
    return _("{total} nhiệm vụ: {changes}.", total=total, changes=told)


def _group_lines(groups: Sequence[RemarkGroup]) -> list[str]:
    count = sum(len(group.remarks) for group in groups)
    if not count:
        return [_("Không có chỗ nào phải xem lại.")]
    lines = [_("⚠️ Cần xem lại: {count} chỗ, {kinds} loại.", count=count, kinds=len(groups))]
    for group in groups[:_GROUPS]:
        example = formatting.shorten(render_remark(group.remarks[0].remark), _REMARK_LETTERS)
        where = _codes([one.task for one in group.remarks if one.task])
        if len(group.remarks) > 1:
            example = _("{count} chỗ, như: {example}", count=len(group.remarks), example=example)
        lines.append(f"• {example}" + (f" ({where})" if where else ""))
    if len(groups) > _GROUPS:
        lines.append(_("… và {count} loại khác.", count=len(groups) - _GROUPS))
    return lines


def _remark_line(placed: PlacedRemark, titles: dict[str, str]) -> str:
    said = render_remark(placed.remark)
    if not placed.task:
        return f"• {said}"
    return f"• {placed.task} {formatting.shorten(titles[placed.task], _LABEL_LETTERS)}: {said}"


def _codes(codes: Sequence[str]) -> str:
    named = list(dict.fromkeys(codes))
    more = "…" if len(named) > _CODES else ""
    return ", ".join(named[:_CODES]) + more


def _plans() -> Button:
    return button(_("‹ Các kế hoạch"), ShowPlans())


def _leave() -> Button:
    return button(_("Thôi, để sau"), LeaveQuestion())
