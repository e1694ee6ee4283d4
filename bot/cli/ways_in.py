"""Where an invitation code opens the office's channels, for commands that print one."""

from typing import TYPE_CHECKING

from bot.cli.output import say

if TYPE_CHECKING:
    from bot.cli.office import Office
    from bot.settings import Settings


def telegram_link(settings: "Settings", code: str) -> str | None:
    """Return the address at which the code opens Telegram; None where nobody knows it."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.invitation_link import invitation_link

    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    return invitation_link(code, settings.telegram_token.get_secret_value(), settings.telegram_base_url, proxy)


def telegram_name(settings: "Settings") -> str | None:
    """Return the name of the bot on Telegram; None where there is none, or nobody knows it."""
    if settings.telegram_token is None:
        return None
    from bot.channels.telegram.invitation_link import bot_name

    proxy = settings.telegram_proxy.get_secret_value() if settings.telegram_proxy else None
    return bot_name(settings.telegram_token.get_secret_value(), settings.telegram_base_url, proxy)


def page_link(settings: "Settings", code: str) -> str | None:
    """Return the address at which the code opens the page; None where there is no page."""
    from handlers.views.account.page import INVITED

    return INVITED.format(public_url=settings.public_url, code=code) if settings.page else None


def say_first_way_in(office: "Office", by: str | None = None) -> None:
    """Make the code of the first administrator and print where to use it. Raises NotAllowed where there is one."""
    from data.registry.office import first_start
    from data.registry.people import bot_places

    settings, now = office.settings, office.clock.now()
    with office.write(by) as session:
        room = bot_places.find_room(session, settings.zalo_channels, settings.zalo_people, now)
        code = first_start.invite_first(session, now=now, actor="officer first", channel=room).code
    say(f"Mã của cán bộ quản trị đầu tiên, dùng một lần, chỉ hiện ở đây: {code}")
    if link := telegram_link(settings, code):
        say(f"Telegram: {link}")
    if page := page_link(settings, code):
        say(f"Vào trang làm việc: {page}")
    say("Vào bằng mã này rồi, bot hỏi tỉnh, cấp và cơ quan của anh/chị.")
