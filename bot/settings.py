"""Settings of the administrator: variables NHACVIEC_* of the environment, or lines of `.env`.

`.env.example` shows the same list to a person; a test keeps the two equal.
"""

import os
import re
from datetime import datetime, time, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

import platformdirs
from dotenv import dotenv_values
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, IPvAnyAddress, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

from bot.mail_server import read_server
from data.errors import NhacviecError
from data.private_files import is_open_to_others
from data.rules.retention import DEFAULT_RETENTION, Retention
from data.rules.sending_hours import SendingHours
from data.text.mail_addresses import EVERY_DOMAIN, is_domain, read_address

PREFIX = "NHACVIEC_"
ENV_FILE = Path(".env")
_CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""The variable by which systemd names the folder of a service's credentials (systemd.exec, LoadCredential=)."""

_HOURS = re.compile(r"(\d\d:\d\d)-(\d\d:\d\d)")
_TOKEN = re.compile(r"(?P<bot>\d+):(?P<secret>[A-Za-z0-9_-]+)")
_ZALO_TOKEN = re.compile(r"(?P<bot>\d{1,20}):(?P<secret>[^\s,:/?#]{8,})")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_PUSH_KEY = re.compile(r"[A-Za-z0-9_-]{43}")
_PLACEHOLDERS = re.compile(
    r"(your|my|bot|the|real|new|[_-])*(token|secret|key)([_-]?here)?|change[_-]?me|x+|0+", re.IGNORECASE
)


class SettingsRefused(NhacviecError):
    """A setting that is unknown or cannot be used. `str(error)` is the sentence for the administrator.

    The sentence names the variable and what it must be; it never repeats the value, which may be a secret.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name


def _real_token(token: SecretStr) -> SecretStr:
    match = _TOKEN.fullmatch(token.get_secret_value())
    if not match or _PLACEHOLDERS.fullmatch(match["secret"]):
        raise ValueError
    return token


def _zalo_tokens(tokens: SecretStr) -> SecretStr:
    """Return `tokens` if each is shaped like one, and none is of a bot that was named before."""
    matches = [_ZALO_TOKEN.fullmatch(token) for token in _split_tokens(tokens)]
    bots = {match["bot"] for match in matches if match and not _PLACEHOLDERS.fullmatch(match["secret"])}
    if not matches or len(bots) != len(matches):
        raise ValueError
    return tokens


def _split_tokens(tokens: SecretStr) -> list[str]:
    return [token.strip() for token in tokens.get_secret_value().split(",") if token.strip()]


def _webhook_secret(secret: SecretStr) -> SecretStr:
    """Return `secret` if Telegram takes it and nobody guesses it (https://core.telegram.org/bots/api#setwebhook)."""
    if not _WEBHOOK_SECRET.fullmatch(secret.get_secret_value()):
        raise ValueError
    return secret


def _database_address(address: str) -> str:
    """Return `address` if its host and port can be read. Raises ValueError."""
    parts = urlsplit(address)  # refuses half of an IPv6 address
    if parts.port == 0:  # reading it refuses what is no port
        raise ValueError
    return address


def _web_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0:  # reading a port checks it
        raise ValueError
    return address


def _prefix_of_token(address: str) -> str:
    """Return `address` if a token can follow it. Raises ValueError without a path: the token would join the port."""
    if not urlsplit(_web_address(address)).path.strip("/"):
        raise ValueError
    return address


def _public_address(address: str) -> str:
    """Return `address` without its last slash. Raises ValueError if no path can follow it."""
    parts = urlsplit(_web_address(address))
    if parts.query or parts.fragment or parts.password:
        raise ValueError
    return address.rstrip("/")


def _secret_web_address(address: SecretStr) -> SecretStr:
    _web_address(address.get_secret_value())
    return address


def _smtp_address(address: SecretStr) -> SecretStr:
    read_server(address.get_secret_value())
    return address


def _push_key(key: SecretStr) -> SecretStr:
    """Return `key` if it is one of P-256: 32 bytes in base64, as `nhacviec page key` makes it."""
    if not _PUSH_KEY.fullmatch(key.get_secret_value()):
        raise ValueError
    return key


def _mail_address(address: str) -> str:
    if read_address(address) is None:
        raise ValueError
    return address.strip()


def _mail_domains(domains: str) -> str:
    named = _split_domains(domains)
    if not named or any(one != EVERY_DOMAIN and not is_domain(one) for one in named):
        raise ValueError
    return domains


def _split_domains(domains: str) -> tuple[str, ...]:
    return tuple(one.strip().lower() for one in domains.split(",") if one.strip())


def data_folder() -> Path:
    """Return the folder for this program's data in the home of the user."""
    return platformdirs.user_data_path("nhacviec", appauthor=False)


def _default_database() -> str:
    return f"sqlite:///{data_folder() / 'nhacviec.db'}"


def _hours(written: str) -> SendingHours:
    match = _HOURS.fullmatch(written)
    if not match:
        raise ValueError
    return SendingHours(*(time.fromisoformat(clock) for clock in match.groups()))


def _sending_hours(written: str) -> str:
    _hours(written)
    return written


BotAddress = Annotated[str, AfterValidator(_prefix_of_token)]


class Settings(BaseSettings):
    """All settings. `description` says what a value must be, in the sentence of the refusal."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    database_url: Annotated[str, AfterValidator(_database_address)] = Field(
        default_factory=_default_database,
        repr=False,  # an address of PostgreSQL may hold a password
        pattern=r"^(sqlite|postgresql)(\+\w+)?://",
        description="cần một địa chỉ dạng sqlite:///đường/dẫn/tệp.db hoặc postgresql://máy/tên",
    )
    files_dir: Path | None = Field(default=None, description="cần đường dẫn một thư mục mà chương trình ghi được")
    telegram_token: Annotated[SecretStr, AfterValidator(_real_token)] | None = Field(
        default=None, description="cần mã thật do @BotFather cấp, dạng 123456789:chữ-và-số"
    )
    telegram_base_url: BotAddress = Field(
        default="https://api.telegram.org/bot",
        description="cần một địa chỉ http(s) dừng ngay trước mã bot, ví dụ http://127.0.0.1:8081/bot",
    )
    telegram_file_base_url: BotAddress = Field(
        default="https://api.telegram.org/file/bot",
        description="cần một địa chỉ http(s) dừng ngay trước mã bot, ví dụ http://127.0.0.1:8081/file/bot",
    )
    telegram_proxy: Annotated[SecretStr, AfterValidator(_secret_web_address)] | None = Field(
        default=None, description="cần một địa chỉ http:// hoặc https://; máy chủ SOCKS chưa dùng được"
    )
    telegram_timeout: float = Field(
        default=20.0,
        gt=0,
        le=60,
        allow_inf_nan=False,
        description="cần một số giây lớn hơn 0, không quá 60, ví dụ 20",
    )
    # None: as Telegram says (`bot.channels.telegram.limits`).
    telegram_per_second: int | None = Field(
        default=None, ge=0, description="cần một số tin mỗi giây, 0 là không giới hạn"
    )
    telegram_per_chat: int | None = Field(
        default=None, ge=0, description="cần một số tin mỗi giây trong một cuộc trò chuyện, 0 là không giới hạn"
    )
    telegram_per_group: int | None = Field(
        default=None, ge=0, description="cần một số tin mỗi phút trong một nhóm, 0 là không giới hạn"
    )
    zalo_token: Annotated[SecretStr, AfterValidator(_zalo_tokens)] | None = Field(
        default=None,
        description="cần mã bot do Zalo Bot Creator cấp, dạng 123456789:chữ-và-số; nhiều bot cách nhau bằng dấu phẩy",
    )
    zalo_base_url: BotAddress = Field(
        default="https://bot-api.zaloplatforms.com/bot",
        description="cần một địa chỉ http(s) dừng ngay trước mã bot, ví dụ http://127.0.0.1:8082/bot",
    )
    zalo_monthly_messages: int = Field(
        default=3000, ge=0, le=10_000_000, description="cần số tin mỗi bot gửi được mỗi tháng, 0 là không giới hạn"
    )
    zalo_people: int = Field(
        default=50, ge=0, le=1_000_000, description="cần số người mỗi bot phục vụ được, 0 là không giới hạn"
    )
    smtp_url: Annotated[SecretStr, AfterValidator(_smtp_address)] | None = Field(
        default=None,
        description="cần địa chỉ máy chủ thư, dạng smtps://tài-khoản:mật-khẩu@máy:465 hoặc smtp://máy:587 (STARTTLS)",
    )
    mail_from: Annotated[str, AfterValidator(_mail_address)] | None = Field(
        default=None, description="cần một địa chỉ thư, ví dụ nhacviec@coquan.gov.vn"
    )
    mail_domains: Annotated[str, AfterValidator(_mail_domains)] = Field(
        default="gov.vn", description="cần các tên miền cách nhau bằng dấu phẩy, ví dụ gov.vn; * là mọi tên miền"
    )
    mail_per_minute: int = Field(
        default=0, ge=0, le=100_000, description="cần một số thư mỗi phút, 0 là không giới hạn"
    )
    look_back_days: int = Field(default=14, ge=1, le=60, description="cần một số ngày từ 1 đến 60, ví dụ 14")
    sending_hours: Annotated[str, AfterValidator(_sending_hours)] = Field(
        default="07:00-18:00",
        description="cần giờ đầu và giờ cuối cách nhau ít nhất một giờ, giờ cuối từ 07:00 trở đi, ví dụ 07:00-18:00",
    )
    keep_updates_days: int = Field(
        default=DEFAULT_RETENTION.updates.days, ge=2, le=3650, description="cần một số ngày từ 2 đến 3650, ví dụ 7"
    )
    keep_conversations_days: int = Field(
        default=DEFAULT_RETENTION.conversations.days,
        ge=7,
        le=3650,
        description="cần một số ngày từ 7 đến 3650, ví dụ 60",
    )
    keep_files_days: int | None = Field(
        default=None, ge=30, le=36500, description="cần một số ngày từ 30 trở lên, ví dụ 3650; không đặt: giữ cùng sổ"
    )
    now: Annotated[AwareDatetime, BeforeValidator(datetime.fromisoformat)] | None = Field(
        default=None, description="cần một thời điểm kèm múi giờ, ví dụ 2024-02-26T08:00:00+07:00"
    )
    clock_rate: float = Field(
        default=1.0, gt=0, allow_inf_nan=False, description="cần một số lớn hơn 0, ví dụ 1 hoặc 43200"
    )
    language: Literal["vi", "en"] = Field(default="vi", description="cần vi hoặc en")
    http_host: IPvAnyAddress = Field(
        default=IPv4Address("127.0.0.1"), description="cần một địa chỉ IP của máy này, ví dụ 127.0.0.1 hoặc 0.0.0.0"
    )
    http_port: int | None = Field(default=None, ge=1, le=65535, description="cần một cổng từ 1 đến 65535")
    metrics_host: IPvAnyAddress = Field(
        default=IPv4Address("127.0.0.1"), description="cần một địa chỉ IP của máy này, ví dụ 127.0.0.1 hoặc 0.0.0.0"
    )
    metrics_port: int | None = Field(default=None, ge=1, le=65535, description="cần một cổng từ 1 đến 65535")
    public_url: Annotated[str, AfterValidator(_public_address)] | None = Field(
        default=None, description="cần một địa chỉ https:// (hoặc http:// trong mạng nội bộ) không có ? và #"
    )
    page: bool = Field(default=False, description="cần true hoặc false")
    push_key: Annotated[SecretStr, AfterValidator(_push_key)] | None = Field(
        default=None, description="cần khóa do lệnh nhacviec page key in ra"
    )
    receive: Literal["poll", "webhook"] = Field(default="poll", description="cần poll hoặc webhook")
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = Field(
        default=None, description="cần từ 16 đến 256 chữ cái không dấu, chữ số, dấu - hoặc _, ngẫu nhiên"
    )
    heartbeat_url: Annotated[SecretStr, AfterValidator(_secret_web_address)] | None = Field(
        default=None, description="cần một địa chỉ http:// hoặc https://"
    )
    by: str | None = Field(
        default=None, max_length=100, description="cần họ tên của người gõ lệnh, không quá 100 ký tự"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="cần DEBUG, INFO, WARNING hoặc ERROR"
    )
    log_format: Literal["text", "json"] = Field(default="text", description="cần text hoặc json")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - of a folder that is not known before
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the sources of settings, each before the next; the last are files of systemd or Docker."""
        credentials = SecretsSettingsSource(settings_cls, secrets_dir=_credentials_folder())
        return init_settings, env_settings, dotenv_settings, credentials

    @property
    def hours(self) -> SendingHours:
        """Return the hours in which officers are written to unasked."""
        return _hours(self.sending_hours)

    @property
    def webhook(self) -> tuple[str, str] | None:
        """Return the public address and the secret of webhooks where updates come by them; None where by polling."""
        if self.receive == "poll" or self.public_url is None or self.webhook_secret is None:
            return None
        return self.public_url, self.webhook_secret.get_secret_value()

    @property
    def zalo_tokens(self) -> list[str]:
        """Return the tokens of the Zalo bots, in the order in which they are set."""
        return _split_tokens(self.zalo_token) if self.zalo_token else []

    @property
    def zalo_channels(self) -> list[str]:
        """Return the names of the Zalo bots' channels, in the same order."""
        return [f"zalo-{token.partition(':')[0]}" for token in self.zalo_tokens]

    @property
    def mail_domain_list(self) -> tuple[str, ...]:
        """Return the domains in which officers' mail addresses may lie; none where no mail is sent."""
        return _split_domains(self.mail_domains) if self.smtp_url else ()

    @property
    def retention(self) -> Retention:
        """Return how long the registry keeps what is no record."""
        updates, conversations = timedelta(days=self.keep_updates_days), timedelta(days=self.keep_conversations_days)
        files = timedelta(days=self.keep_files_days) if self.keep_files_days else None
        return Retention(updates, conversations, files)

    def secrets(self) -> tuple[str, ...]:
        """Return every value that must not appear in a log."""
        hidden = (
            self.telegram_token,
            self.telegram_proxy,
            self.heartbeat_url,
            self.webhook_secret,
            self.smtp_url,
            self.push_key,
        )
        password = urlsplit(self.database_url).password
        mail = urlsplit(self.smtp_url.get_secret_value()).password if self.smtp_url else None
        passwords = [password, mail, unquote(mail) if mail else None]
        return tuple(
            filter(None, [*(value.get_secret_value() for value in hidden if value), *self.zalo_tokens, *passwords])
        )


def load() -> Settings:
    """Read the settings from the environment, which overrides `.env` in the current folder, and that the credentials
    of systemd (files under the names of the settings, in a folder that it names).

    Raises SettingsRefused for the first that is unknown or malformed, before anything starts.
    """
    _refuse_shared_env_file()
    credentials = _credentials_folder()
    given = [file.name for file in credentials.iterdir()] if credentials else []
    _refuse_unknown([*os.environ, *_lines_of_env_file(), *given])
    try:
        settings = Settings()
    except ValidationError as error:
        field = str(error.errors(include_input=False)[0]["loc"][0])
        raise SettingsRefused(variable(field), f"{Settings.model_fields[field].description}.") from None
    if settings.clock_rate != 1 and settings.now is None:
        raise SettingsRefused(variable("clock_rate"), f"chỉ có nghĩa khi đặt cả {variable('now')}.")
    if settings.public_url and settings.http_port is None:
        raise SettingsRefused(variable("public_url"), f"chỉ có nghĩa khi đặt cả {variable('http_port')}.")
    if settings.metrics_port is not None and settings.metrics_port == settings.http_port:
        raise SettingsRefused(variable("metrics_port"), f"cần một cổng khác {variable('http_port')}.")
    if settings.page and settings.public_url is None:
        raise SettingsRefused(variable("public_url"), f"chưa đặt, mà {variable('page')}=true cần có.")
    if settings.push_key and not settings.page:
        raise SettingsRefused(variable("push_key"), f"chỉ có nghĩa khi đặt cả {variable('page')}=true.")
    if (settings.smtp_url is None) != (settings.mail_from is None):
        missing, set_alone = ("mail_from", "smtp_url") if settings.smtp_url else ("smtp_url", "mail_from")
        raise SettingsRefused(variable(missing), f"chưa đặt, mà {variable(set_alone)} cần có.")
    if settings.receive == "webhook" and settings.webhook is None:
        missing = "public_url" if settings.public_url is None else "webhook_secret"
        raise SettingsRefused(variable(missing), f"chưa đặt, mà {variable('receive')}=webhook cần có.")
    return settings


def variable(field: str) -> str:
    """Return the name of the variable for `field`."""
    return PREFIX + field.upper()


def _credentials_folder() -> Path | None:
    """Return the folder in which systemd hands over credentials; None where it hands over none."""
    named = os.environ.get(_CREDENTIALS)
    return Path(named) if named and Path(named).is_dir() else None


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
