"""`nhacviec webhook`: where a provider sends what officers write. Nothing else changes that."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from urllib.parse import urlsplit

import typer

from bot.cli.error_messages import describe_error
from bot.cli.office import load_settings, open_office
from bot.cli.options import AsJson, By, group
from bot.cli.output import say, say_json
from bot.cli.translated_help import Command

if TYPE_CHECKING:
    from bot.channels.telegram.receiving.webhook import WebhookSetting
    from bot.channels.zalo.webhook_setting import WebhookSetting as ZaloWebhookSetting
    from bot.settings import Settings

T = TypeVar("T")

_TELEGRAM = "telegram"

app = group("Webhook của bot: địa chỉ mà nơi cung cấp kênh gửi tin tới. Chỉ các lệnh này đặt hoặc gỡ webhook.")

Channel = Annotated[
    str, typer.Option("--channel", metavar="KÊNH", help="Kênh: telegram, hoặc tên một bot Zalo (zalo-123456789).")
]


@app.command(cls=Command)
def show(channel: Channel = _TELEGRAM, as_json: AsJson = False) -> None:
    """Cho biết bot có đang đặt webhook không, ở địa chỉ nào."""
    settings = load_settings()
    waiting, error = 0, None
    if bot := _zalo(settings, channel):
        address = _ask(bot.get(), "Zalo")
    else:
        info = _ask(_telegram(settings).get_info())
        address, waiting, error = info.url, info.pending_update_count, info.last_error_message
    if as_json:
        say_json({"channel": channel, "webhook": address or None, "waiting": waiting, "last_error": error})
    elif address:
        say(f"Webhook: {address}")
        if error:
            say(f"Tin đang chờ: {waiting}; lỗi gần nhất khi gửi: {error}")
    else:
        say("Không có webhook: bot tự hỏi tin.")


@app.command("set", cls=Command)
def set_(channel: Channel = _TELEGRAM, by: By = None, as_json: AsJson = False) -> None:
    """Đặt webhook tới địa chỉ của bot này (NHACVIEC_PUBLIC_URL), kèm mã bí mật (NHACVIEC_WEBHOOK_SECRET)."""
    from bot.settings import variable

    settings = load_settings()
    public_url, secret = _address_and_secret(settings)
    tried: dict[str, Any] = {}
    before = _find_address(settings, channel)
    if bot := _zalo(settings, channel):
        address = bot.get_address(public_url)
        tried = _ask(bot.set(public_url, secret), "Zalo")
    else:
        address = _set_at_telegram(settings, public_url, secret)
    _record("webhook.set", channel, before, address, by)
    reached = {"verified": tried.get("ok") is True, "outcome": tried.get("outcome")} if tried else {}
    if as_json:
        say_json({"channel": channel, "webhook": address} | reached)
        return
    hint = "" if settings.receive == "webhook" else f" Bot nhận tin ở đó khi đặt {variable('receive')}=webhook."
    say(f"Đã đặt webhook: {address}.{hint}")
    if tried and not reached["verified"]:
        say(f"Zalo thử gọi địa chỉ này chưa được ({reached['outcome']}): hãy chạy bot, rồi đặt lại để Zalo thử lại.")


@app.command(cls=Command)
def delete(channel: Channel = _TELEGRAM, by: By = None, as_json: AsJson = False) -> None:
    """Gỡ webhook để bot tự hỏi tin được; tin đang chờ ở Telegram vẫn còn."""
    settings = load_settings()
    before = _find_address(settings, channel)
    if bot := _zalo(settings, channel):
        _ask(bot.remove(), "Zalo")
    else:
        _ask(_telegram(settings).remove())
    _record("webhook.delete", channel, before, None, by)
    if as_json:
        say_json({"channel": channel, "webhook": None})
    else:
        say("Đã gỡ webhook; bot nhận tin lại trong vòng nửa phút.")


def _find_address(settings: "Settings", channel: str) -> str | None:
    """Return the address that the provider sends to now; None where it sends to none."""
    if bot := _zalo(settings, channel):
        return _ask(bot.get(), "Zalo") or None
    return _ask(_telegram(settings).get_info()).url or None


def _record(action: str, channel: str, before: str | None, after: str | None, by: str | None) -> None:
    """Record a change, which is made whether or not the registry can be written just then.

    Of an address only the host is told: its path follows from the secret.
    """
    from data.errors import RegistryUnusable
    from data.registry.office import audit

    try:
        with open_office() as office, office.write(by) as session:
            audit.record_action(
                session,
                now=office.clock.now(),
                actor=action.replace(".", " "),
                action=action,
                subject=channel,
                before={"address": _host(before)},
                after={"address": _host(after)},
            )
    except RegistryUnusable as error:
        typer.echo(f"Chưa ghi được việc này vào nhật ký: {describe_error(error)}", err=True)


def _host(address: str | None) -> str | None:
    parts = urlsplit(address) if address else None
    return f"{parts.scheme}://{parts.netloc}" if parts else None


def _address_and_secret(settings: "Settings") -> tuple[str, str]:
    """Return what a webhook is set with. Raises SettingsRefused where one of both is missing."""
    from bot.settings import SettingsRefused, variable

    if settings.public_url is None or settings.webhook_secret is None:
        missing = "public_url" if settings.public_url is None else "webhook_secret"
        raise SettingsRefused(variable(missing), "chưa đặt, nên không có địa chỉ nào để gửi tin tới.")
    return settings.public_url, settings.webhook_secret.get_secret_value()


def _set_at_telegram(settings: "Settings", public_url: str, secret: str) -> str:
    from bot.channels.telegram.receiving.webhook import make_path

    address = f"{public_url}{make_path(secret)}"
    _ask(_telegram(settings).set_address(address, secret))
    return address


def _zalo(settings: "Settings", channel: str) -> "ZaloWebhookSetting | None":
    """Return the webhook of a Zalo bot; None for Telegram's channel. Ends with a sentence for an unknown channel."""
    if channel == _TELEGRAM:
        return None
    from bot.channels.zalo.webhook_setting import WebhookSetting

    tokens = dict(zip(settings.zalo_channels, settings.zalo_tokens, strict=True))
    if channel not in tokens:
        typer.echo(f"Không có kênh {channel}; các kênh: {', '.join([_TELEGRAM, *tokens])}.", err=True)
        raise typer.Exit(2)
    return WebhookSetting(tokens[channel], settings.zalo_base_url)


def _telegram(settings: "Settings") -> "WebhookSetting":
    """Return the webhook of the bot in the settings. Raises SettingsRefused without a token."""
    from bot.channels.telegram.receiving.webhook import WebhookSetting
    from bot.settings import SettingsRefused, variable

    if settings.telegram_token is None:
        raise SettingsRefused(variable("telegram_token"), "chưa đặt, nên không có bot nào để hỏi.")
    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    token = settings.telegram_token.get_secret_value()
    return WebhookSetting(token, settings.telegram_base_url, proxy, settings.telegram_timeout)


def _ask(call: Coroutine[Any, Any, T], provider: str = "Telegram") -> T:
    """Return what the provider answers; end with a sentence if it does not."""
    from scheduler.sending.errors import SendFailed

    try:
        return asyncio.run(call)
    except SendFailed as failed:
        typer.echo(f"{provider} không trả lời được ({failed}); chưa có gì thay đổi.", err=True)
        raise typer.Exit(1) from None
