"""`nhacviec webhook`: where Telegram sends what officers write. Nothing else changes that."""

import asyncio
from collections.abc import Coroutine
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from bot.cli.office import load_settings
from bot.cli.options import AsJson, group
from bot.cli.output import say, say_json
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from bot.channels.telegram.receiving.webhook import WebhookSetting
    from bot.settings import Settings

T = TypeVar("T")


class _Channel(StrEnum):
    TELEGRAM = "telegram"


app = group("Webhook của bot: địa chỉ mà nơi cung cấp kênh gửi tin tới. Chỉ các lệnh này đặt hoặc gỡ webhook.")

Channel = Annotated[_Channel, typer.Option("--channel", metavar="KÊNH", help="Kênh: telegram.")]


@app.command(cls=Command)
def show(channel: Channel = _Channel.TELEGRAM, as_json: AsJson = False) -> None:
    """Cho biết bot có đang đặt webhook không, ở địa chỉ nào."""
    info = _ask(_webhook(load_settings()).get_info())
    if as_json:
        waiting, error = info.pending_update_count, info.last_error_message
        say_json({"channel": channel, "webhook": info.url or None, "waiting": waiting, "last_error": error})
    elif info.url:
        say(f"Webhook: {info.url}")
        if info.last_error_message:
            say(f"Tin đang chờ: {info.pending_update_count}; lỗi gần nhất khi gửi: {info.last_error_message}")
    else:
        say("Không có webhook: bot tự hỏi tin.")


@app.command("set", cls=Command)
def set_(channel: Channel = _Channel.TELEGRAM, as_json: AsJson = False) -> None:
    """Đặt webhook tới địa chỉ của bot này (NHACVIEC_PUBLIC_URL), kèm mã bí mật (NHACVIEC_WEBHOOK_SECRET)."""
    from bot.channels.telegram.receiving.webhook import make_path
    from bot.settings import SettingsRefused, variable

    settings = load_settings()
    for field in ("public_url", "webhook_secret"):
        if getattr(settings, field) is None:
            raise SettingsRefused(variable(field), "chưa đặt, nên không có địa chỉ nào để Telegram gửi tin tới.")
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    address = f"{settings.public_url}{make_path(secret)}"
    _ask(_webhook(settings).set_address(address, secret))
    if as_json:
        say_json({"channel": channel, "webhook": address})
    else:
        hint = "" if settings.receive == "webhook" else f" Bot nhận tin ở đó khi đặt {variable('receive')}=webhook."
        say(f"Đã đặt webhook: {address}.{hint}")


@app.command(cls=Command)
def delete(channel: Channel = _Channel.TELEGRAM, as_json: AsJson = False) -> None:
    """Gỡ webhook để bot tự hỏi tin được; tin đang chờ ở Telegram vẫn còn."""
    _ask(_webhook(load_settings()).remove())
    if as_json:
        say_json({"channel": channel, "webhook": None})
    else:
        say("Đã gỡ webhook; bot nhận tin lại trong vòng nửa phút.")


def _webhook(settings: "Settings") -> "WebhookSetting":
    """Return the webhook of the bot in the settings. Raises SettingsRefused without a token."""
    from bot.channels.telegram.receiving.webhook import WebhookSetting
    from bot.settings import SettingsRefused, variable

    if settings.telegram_token is None:
        raise SettingsRefused(variable("telegram_token"), "chưa đặt, nên không có bot nào để hỏi.")
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    return WebhookSetting(token, settings.telegram_base_url, proxy, settings.telegram_timeout)


def _ask(call: Coroutine[Any, Any, T]) -> T:
    """Return what Telegram answers; end with a sentence if it does not."""
    from scheduler.sending.errors import SendFailed

    try:
        return asyncio.run(call)
    except SendFailed as failed:
        typer.echo(f"Telegram không trả lời được ({failed}); chưa có gì thay đổi.", err=True)
        raise typer.Exit(1) from None
