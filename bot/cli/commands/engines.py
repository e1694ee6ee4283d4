"""`nhacviec run` with its option: what drives the jobs of the bot."""

from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.commands import run as serve


class EngineName(StrEnum):
    """The engine that runs the jobs of a process: its own, or one shared with other processes on the registry."""

    LOCAL = "local"
    CLUSTER = "cluster"


def run(
    engine: Annotated[
        EngineName,
        typer.Option(help="local: một tiến trình phục vụ; cluster: nhiều tiến trình cùng phục vụ một sổ PostgreSQL."),
    ] = EngineName.LOCAL,
) -> None:
    """Chạy bot: các kênh đã đặt trong .env, nhắc việc mỗi sáng, cổng theo dõi. Tắt bằng Ctrl-C."""
    serve.run(is_cluster=engine is EngineName.CLUSTER)
