"""Reading of the settings: variables NHACVIEC_* of the environment, lines of `.env`, credentials of systemd."""

import os

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.settings.refusal import PREFIX, SettingsRefused, variable
from bot.settings.settings import ENV_FILE, Settings, credentials_folder
from data.private_files import is_open_to_others


def load() -> Settings:
    """Read the settings from the environment, which overrides `.env` in the current folder, and that the credentials
    of systemd (files under the names of the settings, in a folder that it names).

    Raises SettingsRefused for the first that is unknown or malformed, before anything starts.
    """
    _refuse_shared_env_file()
    credentials = credentials_folder()
    given = [file.name for file in credentials.iterdir()] if credentials else []
    _refuse_unknown([*os.environ, *_lines_of_env_file(), *given])
    try:
        settings = Settings()
    except ValidationError as error:
        field = str(error.errors(include_input=False)[0]["loc"][0])
        raise SettingsRefused(variable(field), f"{Settings.model_fields[field].description}.") from None
    _refuse_combination(settings)
    return settings


def _refuse_combination(settings: Settings) -> None:
    """Raise SettingsRefused for one that means nothing, or not enough, beside the others."""
    for name, is_set, needed, is_there in (
        ("clock_rate", settings.clock_rate != 1, variable("now"), settings.now is not None),
        ("public_url", settings.public_url, variable("http_port"), settings.http_port is not None),
        ("public_figures", settings.public_figures, f"{variable('page')}=true", settings.page),
        ("push_key", settings.push_key, f"{variable('page')}=true", settings.page),
    ):
        if is_set and not is_there:
            raise SettingsRefused(variable(name), f"chỉ có nghĩa khi đặt cả {needed}.")
    if settings.files_in_database and settings.database_url.startswith("sqlite"):
        raise SettingsRefused(
            variable("files_in_database"), f"chỉ dùng được với PostgreSQL ở {variable('database_url')}."
        )
    if settings.clamd_required and settings.clamd is None:
        raise SettingsRefused(variable("clamd"), f"chưa đặt, mà {variable('clamd_required')}=true cần có.")
    if settings.metrics_port is not None and settings.metrics_port == settings.http_port:
        raise SettingsRefused(variable("metrics_port"), f"cần một cổng khác {variable('http_port')}.")
    if settings.page and settings.public_url is None:
        raise SettingsRefused(variable("public_url"), f"chưa đặt, mà {variable('page')}=true cần có.")
    if (settings.smtp_url is None) != (settings.mail_from is None):
        missing, given = ("mail_from", "smtp_url") if settings.smtp_url else ("smtp_url", "mail_from")
        raise SettingsRefused(variable(missing), f"chưa đặt, mà {variable(given)} cần có.")
    if settings.receive == "webhook" and settings.webhook is None:
        missing = "public_url" if settings.public_url is None else "webhook_secret"
        raise SettingsRefused(variable(missing), f"chưa đặt, mà {variable('receive')}=webhook cần có.")


def _refuse_unknown(names: list[str]) -> None:
    known = {variable(field) for field in Settings.model_fields}
    for name in names:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            raise SettingsRefused(name, "không có cài đặt này; danh sách đầy đủ ở tệp .env.example.")


def _refuse_shared_env_file() -> None:
    """Raise SettingsRefused if other users can read `.env`: it holds the bot's token."""
    if ENV_FILE.is_file() and is_open_to_others(ENV_FILE.stat()):
        raise SettingsRefused(
            str(ENV_FILE), f"người khác trên máy này mở được tệp có mã bot. Sửa bằng lệnh: chmod 600 {ENV_FILE}"
        )


def _lines_of_env_file() -> list[str]:
    try:
        return list(dotenv_values(ENV_FILE, encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise SettingsRefused(str(ENV_FILE), "không đọc được; cần một tệp văn bản UTF-8.") from None
