"""`nhacviec demo`: a whole office on this machine, with a clock to move."""

import asyncio
import errno
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.office import load_settings
from bot.cli.options import parse_near_date

if TYPE_CHECKING:
    from socket import socket

    from bot.demo.server import DemoServer

MAX_PORT = 65535
FIRST_DAY = "2024-02-26"


def demo(
    port: Annotated[int, typer.Option(min=0, max=MAX_PORT, help="Cổng của trang chạy thử trên máy này.")] = 8080,
    today: Annotated[str, typer.Option(metavar="NGÀY", help="Ngày bắt đầu, dạng năm-tháng-ngày.")] = FIRST_DAY,
    history: Annotated[
        bool, typer.Option("--history", help="Dựng sẵn những việc đã làm từ đầu năm kế hoạch.")
    ] = False,
) -> None:
    """Chạy thử trên máy này: kế hoạch 175 trong dữ liệu tạm, trang trò chuyện, một chiếc đồng hồ để chỉnh."""
    start = parse_start(today)
    listening = open_port(port)
    load_settings()
    address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    server = open_server(start, address, has_history=history)
    typer.echo(f"Trang chạy thử: {address}\nBảng theo dõi: {address}/bang")
    if history:
        typer.echo("Một năm làm việc đang được dựng, chừng một phút; trang cho biết đã tới đâu và cho vào ngay.")
    typer.echo("Dữ liệu tạm, mất khi tắt. Tắt bằng Ctrl-C.")
    asyncio.run(server.live(listening))
    typer.echo("Đã tắt bản chạy thử, dữ liệu tạm đã xóa.")


def open_server(start: date, address: str, *, has_history: bool) -> "DemoServer":
    """Open the office of the morning of `start`; with a history it is played beside one that is entered at once."""
    from bot.demo.office import open_demo, open_year
    from bot.demo.server import DemoServer, routes_of
    from bot.demo.year_beside import EARLY, YearBeside

    if not has_history:
        return DemoServer(open_demo(start, address))
    early = min(start, parse_start(FIRST_DAY))
    year = YearBeside(lambda: open_year(start, address), routes_of, start, early)
    return DemoServer(open_demo(early, f"{address}{EARLY}"), year)


def parse_start(today: str) -> date:
    """Parse the first day of the demo. Raises BadParameter (exit status 2)."""
    try:
        return parse_near_date(today)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--today") from None


def open_port(port: int) -> "socket":
    """Return a listening socket. If the port cannot be opened, print one sentence and exit with status 1."""
    from bot.http.listening import listen

    try:
        return listen(port)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        reason = "đang có chương trình khác dùng" if taken else "không mở được trên máy này"
        other = port + 1 if 1024 <= port < MAX_PORT else 8080
        typer.echo(f"Cổng {port} {reason}; chọn cổng khác: nhacviec demo --port {other}", err=True)
        raise typer.Exit(1) from None
