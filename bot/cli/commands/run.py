"""`nhacviec run`: the real bot."""

import logging

from bot.cli.office import Office, open_office, record_time_kind

_log = logging.getLogger(__name__)


def run(*, is_cluster: bool = False) -> None:
    """Run the bot until it is told to stop; with `is_cluster` together with others on the same registry."""
    import sys

    import uvloop

    from bot.cli.settings_trace import record_settings

    sys.modules["httpx._main"] = None  # type: ignore[assignment] # its own command line loads rich: 3 MB, nobody uses it
    from bot.log_redaction import configure_logging

    with open_office() as office:
        refuse_without_channel(office)
        with office.clock.stand_still() as still:
            still.until = office.clock.now()  # a fast rehearsal would live through weeks before the office works
            record_time_kind(office)
            record_settings(office)
            set_up = office.settings
            configure_logging(set_up.log_level, set_up.secrets(), as_json=set_up.log_format == "json")
            warn_of_lost_registry(office)
            if sys.stdout.isatty():  # elsewhere what is printed is kept: a code may not be
                show_first_way_in(office)
        from bot.service.service import serve

        uvloop.run(serve(office.settings, office.clock, office.store, office.files, is_cluster=is_cluster))


def refuse_without_channel(office: Office) -> None:
    """Raise SettingsRefused if no channel is set."""
    from bot.settings import SettingsRefused, variable

    if office.settings.telegram_token is None and office.settings.zalo_token is None and not office.settings.page:
        raise SettingsRefused(
            variable("telegram_token"),
            f"chưa đặt, {variable('zalo_token')} và {variable('page')} cũng chưa, nên bot không có kênh nào để nhắn."
            " Ghi một trong ba vào .env, hoặc xem thử bằng: nhacviec demo",
        )


def show_first_way_in(office: Office) -> None:
    """Print a code for the first administrator where the registry has none."""
    from bot.cli.ways_in import say_first_way_in
    from data.registry.people.joining.first_administrator import has_administrator

    with office.store.read() as session:
        is_new = not has_administrator(session)
    if is_new:
        say_first_way_in(office)


def warn_of_lost_registry(office: Office) -> None:
    """Log a registry without a plan, and a folder in which others may delete the registry."""
    from data.private_files import is_replaceable_by_others
    from data.registry.plans import plans

    folder = office.store.folder
    if folder and is_replaceable_by_others(folder):
        _log.warning("Thư mục %s cho người khác ghi, họ xóa được sổ nhiệm vụ. Sửa: chmod go-w %s", folder, folder)
    with office.store.read() as session:
        if not plans.list_plans(session):
            _log.warning("Sổ %s chưa có kế hoạch nào. Nếu sổ cũ bị mất: khôi phục bản sao lưu.", office.store.address)
