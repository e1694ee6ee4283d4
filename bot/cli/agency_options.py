"""Options and arguments of `nhacviec agency`."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.options import parse_near_date

Apply = Annotated[bool, typer.Option("--apply", help="Ghi vào sổ; không có thì chỉ xem trước.")]
Province = Annotated[
    str, typer.Option("--province", metavar="TỈNH", help="Tên tỉnh, thành phố; không nêu thì được hỏi.")
]
LevelName = Annotated[
    str,
    typer.Option(
        "--level", metavar="CẤP", help="province (cấp tỉnh), commune (cấp xã) hoặc ministry (đơn vị của bộ)."
    ),
]
CommuneName = Annotated[
    str, typer.Option("--commune", metavar="XÃ", help="Tên xã, phường, đặc khu khi --level commune.")
]
OwnName = Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên bộ hoặc đơn vị khi --level ministry.")]
Optional = Annotated[
    str, typer.Option("--with", metavar="MÃ,MÃ", help="Sở không phải nơi nào cũng có: sngv, sdttg, sdl, sqhkt.")
]
Without = Annotated[
    str,
    typer.Option(
        "--without",
        metavar="KHỐI,KHỐI",
        help="Bỏ khối cơ quan đã thêm sẵn: units, central, front, party, media (cấp xã: forces, front, party).",
    ),
]
DirectoryCode = Annotated[str, typer.Option("--directory", metavar="MÃ", help="Mã của danh mục, ví dụ so-y-te-2026.")]
Title = Annotated[str, typer.Option("--name", metavar="TÊN", help="Tên của danh mục.")]
First = Annotated[
    date | None, typer.Option("--from", parser=parse_near_date, metavar="NGÀY", help="Danh mục có từ ngày này.")
]
Last = Annotated[
    date | None, typer.Option("--to", parser=parse_near_date, metavar="NGÀY", help="Danh mục đến hết ngày này.")
]
AgenciesFile = Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp CSV; các cột: xem docs/quan-tri.md.")]
GroupName = Annotated[
    str, typer.Argument(metavar="NHÓM", help="Mã của nhóm (nhacviec agency groups) hoặc tên nhóm mới.")
]
Phrase = Annotated[
    list[str], typer.Option("--phrase", metavar="CỤM_TỪ", help="Cách viết khác của nhóm; dùng nhiều lần.")
]
Members = Annotated[
    list[str], typer.Option("--member", metavar="CƠ_QUAN", help="Cơ quan thuộc nhóm; dùng nhiều lần.")
]
Old = Annotated[list[str], typer.Argument(metavar="CƠ_QUAN_CŨ...", help="Mã hoặc tên các cơ quan kết thúc.")]
Into = Annotated[str, typer.Option("--into", metavar="CƠ_QUAN", help="Cơ quan tiếp nhận.")]
MergedOn = Annotated[
    date,
    typer.Option("--on", parser=parse_near_date, metavar="NGÀY", help="Ngày đầu tiên cơ quan tiếp nhận làm thay."),
]
Document = Annotated[str, typer.Option("--document", metavar="VĂN_BẢN", help="Văn bản quyết định việc sáp nhập.")]
Take = Annotated[
    list[int], typer.Option("--take", metavar="SỐ", help="Việc trùng lấy tình trạng của cơ quan cũ; dùng nhiều lần.")
]
Keep = Annotated[
    list[int], typer.Option("--keep", metavar="SỐ", help="Việc trùng giữ tình trạng của cơ quan tiếp nhận.")
]
Officers = Annotated[
    str, typer.Option("--officers", metavar="move|stay", help="Cán bộ và mã mời đang chờ: chuyển theo hay chưa.")
]
