"""The phase of receiving that each error of Telegram leads to."""

from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channels.receiving.phases import Bot, Failure, Phase, read_send_failed
from bot.channels.telegram.errors import classify
from scheduler.sending.errors import SlowDown

BOT = Bot("Telegram", "Telegram", "NHACVIEC_TELEGRAM_TOKEN")

_WITH_WEBHOOK = "webhook"  # in what Telegram says of a conflict, whatever else it says


def read_failure(error: Exception) -> Failure | None:
    """Return what an error of a step means; None for one that is no error of Telegram."""
    if not isinstance(error, TelegramError):
        return read_send_failed(error)
    failed = classify(error)
    pause = failed.retry_after if isinstance(failed, SlowDown) else None
    if isinstance(error, InvalidToken):
        return Failure(Phase.REFUSED, pause=pause)
    if is_of_webhook(error):
        return Failure(Phase.WEBHOOK, pause=pause)
    if isinstance(error, Conflict):
        return Failure(Phase.CONFLICT, pause=pause)
    return Failure(Phase.OFFLINE, str(failed), pause)


def is_of_webhook(error: TelegramError) -> bool:
    """Return whether Telegram hands out no updates because they go to a webhook."""
    return isinstance(error, Conflict) and _WITH_WEBHOOK in str(error).lower()
