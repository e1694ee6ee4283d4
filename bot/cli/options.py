"""Options that several commands share."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.translated_help import Group
from data.enums import Role
from data.text import printable

MOST_LETTERS_OF_PERSON = 100
FIRST_YEAR, LAST_YEAR = 1900, 2199


def group(help_text: str) -> typer.Typer:
    """Return a group of commands with plain Vietnamese help; rich's would add a third of a second to every start."""
    return typer.Typer(
        cls=Group,
        help=help_text,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )


def parse_person(text: str) -> str:
    """Return the name of whoever gave the command. Raises ValueError for none and for one that is too long."""
    name = printable(text).strip()
    if not name or len(name) > MOST_LETTERS_OF_PERSON:
        raise ValueError(f"cần họ tên, không quá {MOST_LETTERS_OF_PERSON} ký tự.")
    return name


def parse_date(text: str) -> date:
    """Parse a date (YYYY-MM-DD). Raises ValueError, which typer reports as wrong usage of the option."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("cần một ngày dạng năm-tháng-ngày, ví dụ 2024-02-29.") from None


def parse_near_date(text: str) -> date:
    """Parse a date of the years 1900 to 2199, near enough to count days from. Raises ValueError."""
    found = parse_date(text)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"cần một ngày từ năm {FIRST_YEAR} đến năm {LAST_YEAR}.")
    return found


def refuse_reversed(since: date | None, until: date | None) -> None:
    """Raise BadParameter (exit status 2) if the last day is before the first."""
    if since and until and until < since:
        raise typer.BadParameter("ngày cuối đứng trước ngày đầu (--from).", param_hint="'--to'")


AsJson = Annotated[bool, typer.Option("--json", help="In một văn bản JSON cho chương trình khác đọc.")]
Agency = Annotated[str, typer.Option("--agency", metavar="CƠ_QUAN", help="Mã (stp), tên hoặc tên tắt của cơ quan.")]
AgencyOrAll = Annotated[
    str | None, typer.Option("--agency", metavar="CƠ_QUAN", help="Chỉ cơ quan này: mã (stp), tên hoặc tên tắt.")
]
PlanOrAll = Annotated[
    str | None,
    typer.Option(
        "--plan",
        metavar="SỐ",
        help="Chỉ kế hoạch này (175/KH-UBND), kể cả đã đóng; không nêu: các kế hoạch đang theo dõi.",
    ),
]
AsAgency = Annotated[str, typer.Option("--as", metavar="CƠ_QUAN", help="Hỏi với tư cách cán bộ của cơ quan này.")]
AsRole = Annotated[Role, typer.Option("--role", metavar="VAI", help="Vai: officer, head, supervisor hoặc admin.")]
From = Annotated[
    date, typer.Option("--from", parser=parse_near_date, metavar="NGÀY", help="Từ ngày (kể cả ngày đó).")
]
To = Annotated[date, typer.Option("--to", parser=parse_near_date, metavar="NGÀY", help="Đến ngày (kể cả ngày đó).")]
FromOrStart = Annotated[
    date | None, typer.Option("--from", parser=parse_date, metavar="NGÀY", help="Hạn từ ngày này (kể cả ngày đó).")
]
ToOrEnd = Annotated[
    date | None, typer.Option("--to", parser=parse_date, metavar="NGÀY", help="Hạn đến ngày này (kể cả ngày đó).")
]
On = Annotated[
    date | None,
    typer.Option("--on", parser=parse_near_date, metavar="NGÀY", help="Số liệu như cuối ngày này, theo lịch sử."),
]
By = Annotated[
    str | None,
    typer.Option("--by", parser=parse_person, metavar="HỌ_TÊN", help="Ai gõ lệnh này; được ghi vào nhật ký."),
]
File = Annotated[Path, typer.Argument(metavar="TỆP")]
