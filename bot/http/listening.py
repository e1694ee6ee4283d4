"""Listening sockets of servers."""

import errno
import socket

from bot.settings import SettingsRefused, variable

LOOPBACK = "127.0.0.1"


def listen(port: int, host: str = LOOPBACK) -> socket.socket:
    """Open a listening socket (port 0: a free one). Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def open_port(port: int, host: str, setting: str) -> socket.socket:
    """Open the port of the settings `<setting>_host` and `<setting>_port`. Raises SettingsRefused."""
    try:
        return listen(port, host)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsRefused(
                variable(f"{setting}_port"), f"cổng {port} đang có chương trình khác dùng."
            ) from None
        raise SettingsRefused(variable(f"{setting}_host"), f"không mở được cổng {port} ở {host}.") from None
