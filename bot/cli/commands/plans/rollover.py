"""`nhacviec plan rollover`: last year's plan as a draft of the next one."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.plans.drafts import read_draft
from bot.cli.office import Office, open_office, refuse_other_time
from bot.cli.options import By
from bot.cli.output import format_date, say, say_table

if TYPE_CHECKING:
    from data.plans.draft import PlanDraft
    from data.plans.remarks import Remark
    from data.plans.storing.waiting.waiting_plans import WaitingFacts

_ACTOR = "plan rollover"

LastYear = Annotated[str, typer.Argument(metavar="SỐ", help="Số kế hoạch năm trước (175/KH-UBND).")]
Keep = Annotated[list[str], typer.Option("--keep", metavar="MÃ", help="Việc một lần vẫn làm năm sau; nêu nhiều lần.")]
Leave = Annotated[list[str], typer.Option("--leave", metavar="MÃ", help="Việc một lần năm sau không làm.")]
KeepRest = Annotated[bool, typer.Option("--keep-rest", help="Mọi việc một lần còn lại vẫn làm năm sau.")]
LeaveRest = Annotated[bool, typer.Option("--leave-rest", help="Mọi việc một lần còn lại năm sau không làm.")]


def rollover(
    number: LastYear,
    keep: Keep = [],  # noqa: B006 - typer's lists
    leave: Leave = [],  # noqa: B006 - typer's lists
    keep_rest: KeepRest = False,
    leave_rest: LeaveRest = False,
    by: By = None,
) -> None:
    """Lập bản nháp năm sau từ một kế hoạch: năm dời một năm, việc định kỳ giữ lại, việc một lần phải chọn."""
    if keep_rest and leave_rest:
        raise typer.BadParameter("chỉ chọn một trong hai.", param_hint="'--keep-rest', '--leave-rest'")
    with open_office() as office:
        refuse_other_time(office)
        facts = _roll_over(office, number, by)
        plan = read_draft(office, facts)
        known = {task.code for task in plan.tasks}
        for code in (*keep, *leave):
            if code not in known:
                raise typer.BadParameter(f"bản nháp không có nhiệm vụ {code}.", param_hint="'--keep', '--leave'")
        facts = _answer(office, facts, {**dict.fromkeys(keep, True), **dict.fromkeys(leave, False)}, by)
        if keep_rest or leave_rest:
            facts = _answer(office, facts, _rest(plan, facts, keep=keep_rest), by)
        _say(office, facts)


def _roll_over(office: Office, number: str, by: str | None) -> "WaitingFacts":
    from data.plans.storing.waiting import waiting_plans
    from data.plans.storing.waiting.rollover import roll_over
    from data.registry.plans import plans

    with office.write(by) as session:
        plan_id = plans.find(session, number).id
        draft_id = roll_over(session, plan_id, officer_id=None, now=office.clock.now(), actor=_ACTOR)
        return waiting_plans.get(session, draft_id)


def _rest(plan: "PlanDraft[Remark]", facts: "WaitingFacts", *, keep: bool) -> dict[str, bool]:
    from data.plans.waiting.rollover import list_one_offs

    return dict.fromkeys((task.code for task in list_one_offs(plan, facts.answers.kept)), keep)


def _answer(office: Office, facts: "WaitingFacts", kept: dict[str, bool], by: str | None) -> "WaitingFacts":
    from data.plans.storing.waiting import kept_answers, waiting_plans

    with office.write(by) as session:
        for keep in (True, False):
            codes = [code for code, answer in kept.items() if answer is keep]
            if codes:
                kept_answers.answer_kept(session, facts.id, codes, keep=keep, now=office.clock.now(), actor=_ACTOR)
        session.flush()
        return waiting_plans.get(session, facts.id)


def _say(office: Office, facts: "WaitingFacts") -> None:
    """Say what becomes of last year's tasks, and which are still asked about."""
    from data.plans.storing.waiting.rollover import compare_with_last_year
    from data.plans.waiting.rollover import list_one_offs
    from handlers.views.plans.draft_rollover import comparison_lines

    plan = read_draft(office, facts)
    with office.store.read() as session:
        made = compare_with_last_year(session, plan, facts.rolled_from_id or 0)
    say(f"Bản nháp {facts.id}: {plan.title}.")
    for line in comparison_lines(facts.file_name, made):
        say(line)
    if asked := list_one_offs(plan, facts.answers.kept):
        say(f"{len(asked)} việc một lần chưa rõ năm sau có làm không (--keep, --leave, --keep-rest, --leave-rest):")
        say_table(
            ("Mã", "Thời gian", "Hạn", "Nội dung"),
            (
                (task.code, task.timeframe, ", ".join(format_date(one.due_on) for one in task.deadlines), task.title)
                for task in asked
            ),
        )
    say("Nêu số, ngày và trả lời câu hỏi còn lại trong trò chuyện (/kehoach → 📥 Nhập kế hoạch), rồi ghi vào sổ.")
