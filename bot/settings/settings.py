"""All settings: their variables, their defaults, and what a value must be."""

import os
from datetime import datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

import platformdirs
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, IPvAnyAddress, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SecretsSettingsSource, SettingsConfigDict

from bot.settings import values
from bot.settings.refusal import PREFIX
from data.rules.limits.retention import DEFAULT_RETENTION, Retention
from data.rules.sending_hours import SendingHours

ENV_FILE = Path(".env")
_CREDENTIALS = "CREDENTIALS_DIRECTORY"
"""The variable by which systemd names the folder of a service's credentials (systemd.exec, LoadCredential=)."""


def data_folder() -> Path:
    """Return the folder for this program's data in the home of the user."""
    return platformdirs.user_data_path("nhacviec", appauthor=False)


def _default_database() -> str:
    return f"sqlite:///{data_folder() / 'nhacviec.db'}"


def credentials_folder() -> Path | None:
    """Return the folder in which systemd hands over credentials; None where it hands over none."""
    named = os.environ.get(_CREDENTIALS)
    return Path(named) if named and Path(named).is_dir() else None


BotAddress = Annotated[str, AfterValidator(values.prefix_of_token)]


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

    database_url: Annotated[str, AfterValidator(values.database_address)] = Field(
        default_factory=_default_database,
        repr=False,  # an address of PostgreSQL may hold a password
        pattern=r"^(sqlite|postgresql)(\+\w+)?://",
        description="cần một địa chỉ dạng sqlite:///đường/dẫn/tệp.db hoặc postgresql://máy/tên",
    )
    files_dir: Path | None = Field(default=None, description="cần đường dẫn một thư mục mà chương trình ghi được")
    files_in_database: bool = Field(default=False, description="cần true hoặc false; true chỉ cho sổ ở PostgreSQL")
    telegram_token: Annotated[SecretStr, AfterValidator(values.real_token)] | None = Field(
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
    telegram_proxy: Annotated[SecretStr, AfterValidator(values.secret_web_address)] | None = Field(
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
    zalo_token: Annotated[SecretStr, AfterValidator(values.zalo_tokens)] | None = Field(
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
    smtp_url: Annotated[SecretStr, AfterValidator(values.smtp_address)] | None = Field(
        default=None,
        description="cần địa chỉ máy chủ thư, dạng smtps://tài-khoản:mật-khẩu@máy:465 hoặc smtp://máy:587 (STARTTLS)",
    )
    mail_from: Annotated[str, AfterValidator(values.mail_address)] | None = Field(
        default=None, description="cần một địa chỉ thư, ví dụ nhacviec@coquan.gov.vn"
    )
    mail_domains: Annotated[str, AfterValidator(values.mail_domains)] = Field(
        default="gov.vn", description="cần các tên miền cách nhau bằng dấu phẩy, ví dụ gov.vn; * là mọi tên miền"
    )
    mail_per_minute: int = Field(
        default=0, ge=0, le=100_000, description="cần một số thư mỗi phút, 0 là không giới hạn"
    )
    look_back_days: int = Field(default=14, ge=1, le=60, description="cần một số ngày từ 1 đến 60, ví dụ 14")
    sending_hours: Annotated[str, AfterValidator(values.sending_hours)] = Field(
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
    public_url: Annotated[str, AfterValidator(values.public_address)] | None = Field(
        default=None, description="cần một địa chỉ https:// (hoặc http:// trong mạng nội bộ) không có ? và #"
    )
    page: bool = Field(default=False, description="cần true hoặc false")
    public_figures: bool = Field(default=False, description="cần true hoặc false")
    push_key: Annotated[SecretStr, AfterValidator(values.push_key)] | None = Field(
        default=None, description="cần khóa do lệnh nhacviec page key in ra"
    )
    receive: Literal["poll", "webhook"] = Field(default="poll", description="cần poll hoặc webhook")
    webhook_secret: Annotated[SecretStr, AfterValidator(values.webhook_secret)] | None = Field(
        default=None, description="cần từ 16 đến 256 chữ cái không dấu, chữ số, dấu - hoặc _, ngẫu nhiên"
    )
    clamd: Annotated[str, AfterValidator(values.scanner_address)] | None = Field(
        default=None, description="cần unix:/đường/dẫn/clamd.ctl hoặc tcp://địa-chỉ:cổng"
    )
    clamd_required: bool = Field(default=False, description="cần true hoặc false")
    heartbeat_url: Annotated[SecretStr, AfterValidator(values.secret_web_address)] | None = Field(
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
        credentials = SecretsSettingsSource(settings_cls, secrets_dir=credentials_folder())
        return init_settings, env_settings, dotenv_settings, credentials

    @property
    def hours(self) -> SendingHours:
        """Return the hours in which officers are written to unasked."""
        return values.hours(self.sending_hours)

    @property
    def webhook(self) -> tuple[str, str] | None:
        """Return the public address and the secret of webhooks where updates come by them; None where by polling."""
        if self.receive == "poll" or self.public_url is None or self.webhook_secret is None:
            return None
        return self.public_url, self.webhook_secret.get_secret_value()

    @property
    def zalo_tokens(self) -> list[str]:
        """Return the tokens of the Zalo bots, in the order in which they are set."""
        return values.split_tokens(self.zalo_token) if self.zalo_token else []

    @property
    def zalo_channels(self) -> list[str]:
        """Return the names of the Zalo bots' channels, in the same order."""
        return [f"zalo-{token.partition(':')[0]}" for token in self.zalo_tokens]

    @property
    def mail_domain_list(self) -> tuple[str, ...]:
        """Return the domains in which officers' mail addresses may lie; none where no mail is sent."""
        return values.split_domains(self.mail_domains) if self.smtp_url else ()

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
