"""`nhacviec webhook`: where Telegram sends what officers write. No other command changes that."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from bot.cli.office import load_settings
from bot.cli.options import AsJson, group
from bot.cli.output import say, say_json
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from bot.channels.telegram.webhook import Webhook

T = TypeVar("T")

app = group("Webhook của bot trên Telegram: địa chỉ mà Telegram gửi tin tới. Bot này tự hỏi tin, không dùng webhook.")


@app.command(cls=Command)
def show(as_json: AsJson = False) -> None:
    """Cho biết bot có đang đặt webhook không, ở địa chỉ nào."""
    address = _ask(_webhook().get_address())
    if as_json:
        say_json({"channel": "telegram", "webhook": address or None})
    else:
        say(f"Webhook: {address}" if address else "Không có webhook: bot tự hỏi tin.")


@app.command(cls=Command)
def delete(as_json: AsJson = False) -> None:
    """Gỡ webhook để bot nhận tin được; tin đang chờ ở Telegram vẫn còn."""
    _ask(_webhook().remove())
    if as_json:
        say_json({"channel": "telegram", "webhook": None})
    else:
        say("Đã gỡ webhook; bot nhận tin lại trong vòng nửa phút.")


def _webhook() -> "Webhook":
    """Return the webhook of the bot in the settings. Raises SettingsRefused without a token."""
    from bot.channels.telegram.webhook import Webhook
    from bot.settings import SettingsRefused, variable

    settings = load_settings()
    if settings.telegram_token is None:
        raise SettingsRefused(variable("telegram_token"), "chưa đặt, nên không có bot nào để hỏi.")
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    return Webhook(token, settings.telegram_base_url, proxy, settings.telegram_timeout)


def _ask(call: Coroutine[Any, Any, T]) -> T:
    """Return what Telegram answers; end with a sentence if it does not."""
    from scheduler.sending.errors import SendFailed

    try:
        return asyncio.run(call)
    except SendFailed as failed:
        typer.echo(f"Telegram không trả lời được ({failed}); chưa có gì thay đổi.", err=True)
        raise typer.Exit(1) from None
