"""`nhacviec agency`: the directory of agencies, and what becomes of them."""

from typing import TYPE_CHECKING

import typer

from bot.cli.agency_options import (
    AgenciesFile,
    Apply,
    CommuneName,
    DirectoryCode,
    Document,
    First,
    GroupName,
    Into,
    Keep,
    Last,
    LevelName,
    Members,
    MergedOn,
    Officers,
    Old,
    Optional,
    OwnName,
    Phrase,
    Province,
    Take,
    Title,
    Without,
)
from bot.cli.office import open_office, refuse_other_time
from bot.cli.options import AsJson, By, group
from bot.cli.output import format_date, say, say_json, say_table
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from data.plans.agencies.directory import Directory
    from data.registry.office.succession.passed_duties import Differing

app = group("Cơ quan: thiết lập danh mục của địa phương, nhập từ tệp, cụm từ chỉ nhóm, sáp nhập.")


@app.command("list", cls=Command)
def listing(as_json: AsJson = False) -> None:
    """Các cơ quan trong sổ, theo danh mục: mã, tên, có từ ngày nào, đến ngày nào, ai tiếp nhận."""
    from bot.cli.json_output.agencies import agencies_json
    from data.registry.office.directories import list_agency_lines

    with open_office() as office, office.store.read() as session:
        found = list_agency_lines(session)
    if as_json:
        say_json(agencies_json(found))
        return
    say_table(
        ("Mã", "Tên", "Danh mục", "Từ ngày", "Đến ngày", "Tiếp nhận"),
        (
            (
                one.code,
                one.name,
                one.directory or "",
                format_date(one.first_day) if one.first_day else "",
                format_date(one.last_day) if one.last_day else "",
                one.successor or "",
            )
            for one in found
        ),
    )
    say(f"{len(found)} cơ quan.")


@app.command(cls=Command)
def setup(
    province: Province = "",
    level: LevelName = "",
    commune: CommuneName = "",
    name: OwnName = "",
    optional: Optional = "",
    without: Without = "",
    apply: Apply = False,
    by: By = None,
) -> None:
    """Thiết lập danh mục cơ quan từ danh mục toàn quốc (34 tỉnh, 3.321 xã, phường, đặc khu); không cần tệp nào."""
    from bot.cli.directory_proposal import propose

    taken, left_out = (tuple(filter(None, codes.split(","))) for codes in (optional, without))
    proposed = propose(level, province, commune, name, taken, left_out)
    _say_directory(proposed)
    if not apply:
        say("Để ghi vào sổ, thêm --apply.")
        return
    _write(proposed, "agency setup", by)


@app.command("import", cls=Command)
def import_table(
    file: AgenciesFile,
    directory: DirectoryCode,
    name: Title = "",
    first: First = None,
    last: Last = None,
    apply: Apply = False,
    by: By = None,
) -> None:
    """Đọc danh mục cơ quan từ tệp CSV (dấu phẩy, chấm phẩy hoặc tab; UTF-8 hoặc UTF-16); chỗ sai nêu rõ dòng, cột."""
    from bot.cli.directory_proposal import describe_table_error
    from data.plans.agencies.agency_table import TableUnreadable, read_agency_table
    from data.plans.agencies.directory import Directory

    try:
        table = read_agency_table(file.read_bytes())
    except TableUnreadable as error:
        typer.echo(describe_table_error(error), err=True)
        raise typer.Exit(1) from None
    read = Directory(
        table.agencies,
        code=directory,
        name=name or directory,
        first_day=first,
        last_day=last,
        own_groups=table.own_groups,
    )
    _say_directory(read)
    if not apply:
        say("Để ghi vào sổ, thêm --apply.")
        return
    _write(read, "agency import", by)


@app.command(cls=Command)
def groups() -> None:
    """Các cụm từ chỉ nhóm cơ quan ("các sở, ban, ngành"): chương trình có sẵn và cơ quan tự thêm."""
    from data.plans.agencies.groups import GROUPS
    from data.registry.office.directories import list_own_phrases

    with open_office() as office, office.store.read() as session:
        own = list_own_phrases(session)
    rows = [(one.code, phrase, "") for one in GROUPS for phrase in (one.name, *one.phrases)]
    say_table(("Mã nhóm", "Cách viết", "Tự thêm"), [*rows, *((code, phrase, "có") for code, phrase in own)])


@app.command("group", cls=Command)
def add_to_group(
    name: GroupName,
    phrases: Phrase = [],  # noqa: B006 - typer's lists
    members: Members = [],  # noqa: B006 - typer's lists
    by: By = None,
) -> None:
    """Thêm cách viết, cơ quan vào một nhóm; nhóm chưa có thì được tạo."""
    from data.registry.office import directories

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            added = directories.add_to_group(
                session, name, phrases, members, now=office.clock.now(), actor="agency group"
            )
    say(f"Nhóm {added.code}: thêm {added.phrases} cách viết, {added.members} cơ quan.")


@app.command(cls=Command)
def merge(
    old: Old,
    into: Into,
    on: MergedOn,
    document: Document,
    take: Take = [],  # noqa: B006 - typer's lists
    keep: Keep = [],  # noqa: B006 - typer's lists
    officers: Officers = "move",
    by: By = None,
) -> None:
    """Sáp nhập: việc chưa xong sang cơ quan tiếp nhận, giữ cả hai lịch sử; số liệu các ngày trước không đổi."""
    from data.registry.office.succession import mergers

    if officers not in {"move", "stay"}:
        raise typer.BadParameter("cần move hoặc stay.", param_hint="'--officers'")
    with open_office() as office:
        refuse_other_time(office)
        today, now = office.clock.today(), office.clock.now()
        with office.write(by) as session:
            chosen = dict.fromkeys(take, True) | dict.fromkeys(keep, False)
            merger = mergers.Merger(old, into, on, document, chosen, officers == "move")
            open_questions = mergers.list_questions(session, merger, today)
            if not open_questions:
                done = mergers.merge(session, merger, today=today, now=now, actor="agency merge")
    if open_questions:
        _say_differing(open_questions)
        raise typer.Exit(1)
    say(
        f"{done.successor.name} đã tiếp nhận: {done.passed} việc chuyển sang, {done.joined} việc gộp vào việc sẵn có,"
        f" {done.officers} cán bộ."
    )
    if officers == "stay":
        say("Cán bộ của cơ quan cũ chưa được chuyển; xem: nhacviec officer list.")


@app.command(cls=Command)
def successors() -> None:
    """Ai tiếp nhận các cơ quan của trước 01/07/2025, theo danh mục có sẵn; người quyết định, chưa có gì thay đổi."""
    from data.registry.office.succession.proposals import propose_mergers

    with open_office() as office, office.store.read() as session:
        proposed = propose_mergers(session)
    say_table(
        ("Mã cũ", "Cơ quan kết thúc", "Mã mới", "Cơ quan tiếp nhận"),
        (
            (
                one.old.code,
                one.old.short_name,
                ", ".join(each.code for each in one.successors),
                " hoặc ".join(each.short_name for each in one.successors),
            )
            for one in proposed
        ),
    )
    say(f"{len(proposed)} cơ quan có nơi tiếp nhận; ghi bằng: nhacviec agency merge.")


def _say_differing(questions: "list[Differing]") -> None:
    """Say on stderr which deadlines both agencies owe in different states, and how to choose."""
    from handlers.views.base.names import state_name

    typer.echo("Hai cơ quan cùng phải làm những việc này nhưng tình trạng khác nhau; chưa có gì thay đổi:", err=True)
    for one in questions:
        due = f", hạn {format_date(one.due_on)}" if one.due_on else ""
        typer.echo(
            f"  {one.duty_id}: {one.code} ({one.plan_number}{due}): cơ quan cũ {state_name(one.old_state)}"
            f" {one.old_percent}%, cơ quan tiếp nhận {state_name(one.state)} {one.percent}%",
            err=True,
        )
    typer.echo("Mỗi việc chọn một: --take SỐ (theo cơ quan cũ) hoặc --keep SỐ (theo cơ quan tiếp nhận).", err=True)


def _say_directory(proposed: "Directory") -> None:
    say_table(("Mã", "Tên", "Nhóm"), ((one.code, one.name, ", ".join(one.groups)) for one in proposed.agencies))
    first = f", từ {format_date(proposed.first_day)}" if proposed.first_day else ""
    last = f", đến {format_date(proposed.last_day)}" if proposed.last_day else ""
    say(f"Danh mục {proposed.code} ({proposed.name}{first}{last}): {len(proposed.agencies)} cơ quan.")


def _write(proposed: "Directory", actor: str, by: str | None) -> None:
    from data.plans.storing.directory import write_directory

    with open_office() as office:
        refuse_other_time(office)
        with office.write(by) as session:
            done = write_directory(session, proposed, now=office.clock.now(), actor=actor).counts
    say(f"Đã ghi danh mục {proposed.code}: thêm {done.added}, sửa {done.changed}, giữ nguyên {done.kept} cơ quan.")
