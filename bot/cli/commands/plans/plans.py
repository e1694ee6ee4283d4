"""`nhacviec plan`: plan documents, read and stored."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.commands.plans.drafts import drafts
from bot.cli.commands.plans.rollover import rollover
from bot.cli.office import Office, clock_of, load_settings, open_office, refuse_other_time
from bot.cli.options import FIRST_YEAR, LAST_YEAR, AsJson, By, File, PlanOrAll, group, parse_date
from bot.cli.output import format_date, progress, say, say_json, say_table
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.plans.agencies.directory import Directory
    from data.plans.draft import PlanDraft
    from data.plans.head import Given
    from data.plans.remarks import Remark
    from data.plans.storing.apply import Changes
    from data.plans.storing.stored_plan import StoredPlan
    from data.registry.plans.plans import PlanFact

app = group("Kế hoạch: xem trước, nhập vào sổ, giải thích cách đọc thời hạn.")
app.command(cls=Command)(drafts)
app.command(cls=Command)(rollover)

Apply = Annotated[bool, typer.Option("--apply", help="Ghi vào sổ; không có thì chỉ xem trước.")]
Number = Annotated[str | None, typer.Argument(metavar="SỐ", help="Số kế hoạch (175/KH-UBND); không nêu: mới nhất.")]
Known = Annotated[str, typer.Argument(metavar="SỐ", help="Số kế hoạch (175/KH-UBND).")]
Words = Annotated[str, typer.Argument(metavar="THỜI_GIAN", help="Lời văn của kế hoạch, ví dụ: Quý II/2024.")]
Year = Annotated[
    int | None,
    typer.Option(
        "--year", min=FIRST_YEAR, max=LAST_YEAR, metavar="NĂM", help="Năm của kế hoạch; không nêu: năm nay."
    ),
]
PlanNumber = Annotated[
    str, typer.Option("--number", metavar="SỐ", help="Số của kế hoạch khi văn bản chưa có (12/KH-UBND).")
]
Issued = Annotated[
    date | None,
    typer.Option("--issued", metavar="NGÀY", parser=parse_date, help="Ngày ban hành khi văn bản chưa có."),
]
DirectoryName = Annotated[
    str | None,
    typer.Option(
        "--directory",
        metavar="DANH_MỤC",
        help="Danh mục cơ quan để đọc (nhacviec agency list); không nêu: danh mục của ngày ban hành.",
    ),
]


@app.command("import", cls=Command)
def import_plan(
    file: File,
    apply: Apply = False,
    number: PlanNumber = "",
    issued: Issued = None,
    directory: DirectoryName = None,
    by: By = None,
    as_json: AsJson = False,
) -> None:
    """Đọc một tệp kế hoạch và nêu chỗ cần người kiểm tra; với --apply thì ghi vào sổ."""
    from bot.cli.json_output.plans import import_json
    from data.plans.head import Given
    from handlers.views.plans.remarks import for_registry, in_spoken_language

    with open_office() as office, progress("Đang đọc kế hoạch", silent=as_json):
        draft = _read(office, file, Given(number, issued), directory)
        to_store = for_registry(draft)
        known = _find_same_plan(office, to_store.number)
        made = _apply(office, to_store, by) if apply else _preview(office, to_store)
        shown = in_spoken_language(draft)  # not before the office has said in which language
    if as_json:
        say_json(import_json(shown, made, applied=apply))
    else:
        _say_plan(shown)
        _say_update(known)
        _say_changes(made, applied=apply)


@app.command(cls=Command)
def show(number: Number = None, plan: PlanOrAll = None, as_json: AsJson = False) -> None:
    """Kế hoạch trong sổ, như đã đọc."""
    from bot.cli.json_output.plans import plan_json
    from data.plans.storing.stored_plan import read_stored_plan

    with open_office() as office, office.store.read() as session:
        stored = read_stored_plan(session, number or plan)
    if as_json:
        say_json(plan_json(stored))
    else:
        _say_plan(stored)


@app.command("list", cls=Command)
def list_plans(as_json: AsJson = False) -> None:
    """Các kế hoạch trong sổ: đang theo dõi hay đã đóng, bao nhiêu nhiệm vụ, còn bao nhiêu việc chưa xong."""
    from bot.cli.json_output.plans import plans_json
    from data.registry.plans.plan_closing import count_plans
    from data.registry.plans.plans import list_plans as list_all

    with open_office() as office, office.store.read() as session:
        known, counts = list_all(session), count_plans(session)
    if as_json:
        say_json(plans_json(known, counts))
        return
    say_table(
        ("Số", "Năm", "Tình trạng", "Nhiệm vụ", "Việc", "Chưa xong", "Tên"),
        (
            (
                plan.number,
                plan.year,
                "đang theo dõi" if plan.active else "đã đóng",
                *((of.tasks, of.duties, of.open) if (of := counts.get(plan.id)) else (0, 0, 0)),
                plan.title,
            )
            for plan in known
        ),
    )


@app.command(cls=Command)
def close(number: Known, by: By = None) -> None:
    """Đóng một kế hoạch: không nhắc, không tính là chưa hoàn thành nữa; mọi dữ liệu vẫn xem và báo cáo được."""
    from data.registry.plans import plan_closing, plans

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            found = plans.find(session, number)
            left = plan_closing.list_open_tasks(session, found.id)
            closed = plan_closing.close(session, found.id, now=office.clock.now(), actor="plan close")
    say(f"Đã đóng kế hoạch {closed.number}.")
    if left:
        duties = sum(task.open for task in left)
        say(f"Để lại là chưa hoàn thành: {len(left)} nhiệm vụ, {duties} việc của các cơ quan.")
        say_table(("Mã", "Chưa xong", "Nội dung"), ((task.code, task.open, task.title) for task in left))


@app.command(cls=Command)
def reopen(number: Known, by: By = None) -> None:
    """Mở lại một kế hoạch đã đóng, nếu việc của nó chưa chuyển sang kế hoạch mới."""
    from data.registry.plans import plan_closing, plans

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            found = plans.find(session, number)
            opened = plan_closing.reopen(session, found.id, now=office.clock.now(), actor="plan reopen")
    say(f"Đã mở lại kế hoạch {opened.number}.")


@app.command(cls=Command)
def explain(words: Words, year: Year = None, as_json: AsJson = False) -> None:
    """Một thời hạn được đọc ra ngày nào, vì sao."""
    from bot.cli.json_output.plans import timeframe_json
    from data.plans.times.timeframe import read_timeframe
    from handlers.views.plans.remarks import render_reason

    settings = load_settings()
    read = read_timeframe(words, year or clock_of(settings).today().year)
    if as_json:
        say_json(timeframe_json(read))
        return
    say(render_reason(read))
    for deadline in read.deadlines:
        say(f"  {format_date(deadline.due_on)}  {deadline.label}")


def _read(office: Office, file: Path, given: "Given", directory: str | None) -> "PlanDraft[Remark]":
    """Read a plan with the directory of this name, else with that of the day on which it was issued."""
    from bot.plan_files import read_plan_file
    from data.plans.storing.stored_directory import find_directory, find_directory_for

    def of_office(day: date | None, province: str) -> "Directory | None":
        with office.store.read() as session:
            return find_directory_for(session, day, province)

    named = None
    if directory:
        with office.store.read() as session:
            named = find_directory(session, directory)
    return read_plan_file(file, named, given, of_office)


def _find_same_plan(office: Office, number: str) -> "PlanFact | None":
    from data.registry.plans.plans import find_same_number

    with office.store.read() as session:
        return find_same_number(session, number)


def _say_update(known: "PlanFact | None") -> None:
    """Say that the registry has a plan of this number already, so that reading it again is an update."""
    if known is None:
        return
    closed = "" if known.active else " Kế hoạch đó đã đóng và vẫn đóng; mở lại: nhacviec plan reopen."
    say(f"Sổ đã có kế hoạch {known.number}: đây là bản cập nhật của kế hoạch đó.{closed}")


def _preview(office: Office, draft: "PlanDraft[str]") -> "Changes":
    from data.plans.storing.apply import preview_changes

    with office.store.read() as session:
        return preview_changes(session, draft)


def _apply(office: Office, draft: "PlanDraft[str]", by: str | None) -> "Changes":
    from data.plans.storing.apply import apply

    refuse_other_time(office)
    with office.write(by) as session:
        return apply(session, draft, now=office.clock.now(), actor="plan import")


def _say_plan(plan: "PlanDraft[str] | StoredPlan") -> None:
    say(f"Kế hoạch {plan.number}, {format_date(plan.issued_on)}: {plan.title} ({plan.issuer})")
    say_table(
        ("Mã", "Chủ trì", "Thời gian trong kế hoạch", "Hạn", "Nội dung"),
        (
            (
                task.code,
                "; ".join(task.lead),
                task.timeframe,
                ", ".join(format_date(deadline.due_on) for deadline in task.deadlines),
                task.title,
            )
            for task in plan.tasks
        ),
    )
    for where, warning in _warnings(plan):
        say(f"⚠️ {where}: {warning}")


def _say_changes(made: "Changes", *, applied: bool) -> None:
    counts = f"thêm {made.added}, sửa {made.changed}, rút {made.removed}, giữ nguyên {made.kept} nhiệm vụ"
    say(f"Đã ghi vào sổ: {counts}." if applied else f"Nếu ghi vào sổ: {counts}. Để ghi, thêm --apply.")


def _warnings(plan: "PlanDraft[str] | StoredPlan") -> list[tuple[str, str]]:
    of_tasks = [(task.code, warning) for task in plan.tasks for warning in task.warnings]
    return [("Kế hoạch", warning) for warning in plan.warnings] + of_tasks
