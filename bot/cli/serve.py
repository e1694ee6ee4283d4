"""`nhacviec run`: the real bot."""

from bot.cli.office import Office, live, open_office


def run() -> None:
    """Chạy bot: các kênh đã đặt trong .env, nhắc việc mỗi sáng, cổng theo dõi. Tắt bằng Ctrl-C."""
    import uvloop

    from bot.secrets import configure_logging

    with open_office() as office:
        refuse_without_channel(office)
        live(office)
        configure_logging(office.settings.log_level, office.settings.secrets())
        from bot.app import serve

        uvloop.run(serve(office.settings, office.clock, office.store, office.files))


def refuse_without_channel(office: Office) -> None:
    """Raises SettingsRefused where the bot would have nobody to talk to, or would ignore a token."""
    from bot.settings import SettingsRefused, variable

    if office.settings.zalo_token is not None:
        raise SettingsRefused(
            variable("zalo_token"), "phiên bản này chưa nhắn được qua Zalo; bỏ cài đặt này rồi chạy lại."
        )
    if office.settings.telegram_token is None:
        raise SettingsRefused(
            variable("telegram_token"),
            "chưa đặt, nên bot không có kênh nào để nhắn. Ghi vào .env, hoặc xem thử bằng: nhacviec demo",
        )
