"""`nhacviec plan drafts`: plans that were sent to the bot and wait to be written into the registry."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.office import Office, open_office, refuse_other_time
from bot.cli.options import AsJson, By
from bot.cli.output import format_date, say, say_json, say_table

if TYPE_CHECKING:
    from datetime import date

    from data.plans.agencies.directory import Directory
    from data.plans.draft import PlanDraft
    from data.plans.remarks import Remark
    from data.plans.storing.apply import Changes
    from data.plans.storing.waiting.waiting_plans import WaitingFacts

_ACTOR = "plan drafts"

ApplyDraft = Annotated[int | None, typer.Option("--apply", metavar="BẢN", help="Ghi bản nháp này vào sổ.")]
DropDraft = Annotated[int | None, typer.Option("--drop", metavar="BẢN", help="Bỏ bản nháp này.")]


def drafts(apply: ApplyDraft = None, drop: DropDraft = None, by: By = None, as_json: AsJson = False) -> None:
    """Các bản nháp kế hoạch gửi vào bot, chờ trả lời hoặc chờ ghi; --apply ghi một bản vào sổ, --drop bỏ đi."""
    with open_office() as office:
        if apply is not None:
            made = _apply(office, apply, by)
            counts = f"thêm {made.added}, sửa {made.changed}, rút {made.removed}, giữ nguyên {made.kept} nhiệm vụ"
            say(f"Đã ghi vào sổ: {counts}.")
        elif drop is not None:
            _drop(office, drop, by)
            say(f"Đã bỏ bản nháp {drop}.")
        else:
            _list(office, as_json=as_json)


def _list(office: Office, *, as_json: bool) -> None:
    from bot.cli.json_output.plans import drafts_json
    from data.plans.storing.waiting import waiting_plans
    from data.rules.viet_nam_time import viet_nam_date

    with office.store.read() as session:
        found = waiting_plans.list_open(session)
    if as_json:
        say_json(drafts_json(found))
        return
    say_table(
        ("Bản", "Gửi ngày", "Tệp", "Tên"),
        ((one.id, format_date(viet_nam_date(one.created_at)), one.file_name, one.title) for one in found),
    )


def _apply(office: Office, draft_id: int, by: str | None) -> "Changes":
    """Write a plan that waits into the registry. Raises NotFound for one that waits no more."""
    from data.enums import DraftState
    from data.errors import NotFound
    from data.plans.storing.waiting import waiting_plans
    from data.plans.storing.waiting.applying import apply_waiting
    from handlers.views.plans.remarks import for_registry

    refuse_other_time(office)
    now = office.clock.now()
    with office.store.read() as session:
        facts = waiting_plans.get(session, draft_id)
    if facts.state is not DraftState.OPEN:
        raise NotFound("waiting_plan", str(draft_id))

    plan = for_registry(read_draft(office, facts))
    with office.write(by) as session:
        done = apply_waiting(session, facts, plan, officer_id=None, now=now, actor=_ACTOR)
    if done is None:
        raise NotFound("waiting_plan", str(draft_id))
    return done


def read_draft(office: Office, facts: "WaitingFacts") -> "PlanDraft[Remark]":
    """Return a plan that waits, read with what was answered. Raises PlanUnreadable."""
    from data.plans.storing.stored_directory import find_directory_for
    from data.plans.waiting.reading import read_waiting

    def of_office(day: "date | None", province: str) -> "Directory | None":
        with office.store.read() as session:
            return find_directory_for(session, day, province)

    return read_waiting(facts.document, facts.answers, of_office)


def _drop(office: Office, draft_id: int, by: str | None) -> None:
    from data.enums import DraftState
    from data.errors import NotFound
    from data.plans.storing.waiting import waiting_plans

    with office.write(by) as session:
        now = office.clock.now()
        if not waiting_plans.end(session, draft_id, DraftState.DROPPED, officer_id=None, now=now, actor=_ACTOR):
            raise NotFound("waiting_plan", str(draft_id))
