"""Settings: what is accepted, what is refused, and that no value is ever shown."""

import re
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli.office import Office
from bot.settings import Settings, SettingsRefused, load, variable
from data.store import Store
from scheduler.clock import SystemClock

EXAMPLE = Path(__file__).parents[3] / ".env.example"
TOKEN = "123456789:AAEbJ0vZs5mA1kqTq9m8YcQ2dR7uXw4LhPo"

Put = Callable[..., None]


def write_env(folder: Path, text: str, mode: int = 0o600) -> Path:
    """A `.env` in `folder`, for its owner alone if no other mode is named."""
    path = folder / ".env"
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_without_anything_set_the_registry_is_a_file_of_the_user(
    settings: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NHACVIEC_DATABASE_URL")
    monkeypatch.setenv("XDG_DATA_HOME", "/home/ai/data")
    loaded = load()
    assert loaded.database_url == "sqlite:////home/ai/data/nhacviec/nhacviec.db"
    assert (loaded.telegram_token, loaded.now, loaded.clock_rate, loaded.language) == (None, None, 1.0, "vi")


def test_the_example_file_lists_every_setting_once() -> None:
    listed = re.findall(r"^# (NHACVIEC_\w+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(variable(field) for field in Settings.model_fields)


def test_the_example_file_is_accepted_with_every_line_switched_on(settings: Put, tmp_path: Path) -> None:
    switched_on = re.sub(r"^# (?=NHACVIEC_)", "", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    write_env(tmp_path, switched_on)
    assert load().http_port == 8080


def test_secrets_may_be_credentials_of_the_service(
    settings: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "NHACVIEC_TELEGRAM_TOKEN").write_text(f"{TOKEN}\n")
    (folder / "theirs").write_text("of another program")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    loaded = load()
    assert loaded.telegram_token
    assert loaded.telegram_token.get_secret_value() == TOKEN
    assert TOKEN in loaded.secrets()
    other = TOKEN.replace("1", "2")
    settings(telegram_token=other)
    assert load().secrets() == (other,)
    (folder / "NHACVIEC_TELEGRAM_TOKN").write_text("x")
    with pytest.raises(SettingsRefused, match="NHACVIEC_TELEGRAM_TOKN: không có cài đặt này"):
        load()


def test_the_environment_comes_before_the_file(settings: Put, tmp_path: Path) -> None:
    write_env(tmp_path, "NHACVIEC_LANGUAGE=en\nNHACVIEC_LOG_LEVEL=ERROR\n")
    settings(language="vi")
    assert (load().language, load().log_level) == ("vi", "ERROR")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("database_url", "mysql://localhost/plans"),
        ("database_url", "registry.db"),
        ("database_url", "postgresql://ai:matkhau@db:cong/nhacviec"),
        ("database_url", "postgresql://ai:matkhau@db:99999/nhacviec"),
        ("database_url", "postgresql://ai:matkhau@[::1/nhacviec"),
        ("telegram_token", "changeme"),
        ("telegram_token", "123456789:YOUR_TOKEN_HERE"),
        ("telegram_token", "123456789:xxxxxxxx"),
        ("telegram_token", "123456789"),
        ("telegram_base_url", "127.0.0.1:8081/bot"),
        ("telegram_base_url", "http://127.0.0.1:8081"),
        ("telegram_base_url", "http://127.0.0.1:99999/bot"),
        ("telegram_file_base_url", "ftp://127.0.0.1/file/bot"),
        ("telegram_proxy", "proxy.local:3128"),
        ("telegram_proxy", "socks5://10.0.0.1:1080"),
        ("telegram_proxy", "socks5h://10.0.0.1:1080"),
        ("smtp_url", "thu.coquan.gov.vn:465"),
        ("smtp_url", "imaps://a:b@thu.coquan.gov.vn"),
        ("smtp_url", "smtps://nhacviec@thu.coquan.gov.vn"),
        ("smtp_url", "smtps://a:b@thu.coquan.gov.vn:99999"),
        ("mail_from", "nhacviec"),
        ("mail_from", "Nhắc việc <nhacviec@coquan.gov.vn>"),
        ("mail_domains", "gov.vn, @stp.gov.vn"),
        ("mail_domains", ","),
        ("mail_per_minute", "-1"),
        ("push_key", "khoa"),
        ("push_key", "A" * 44),
        ("look_back_days", "0"),
        ("look_back_days", "61"),
        ("look_back_days", "hai tuần"),
        ("sending_hours", "07:00"),
        ("sending_hours", "18:00-07:00"),
        ("sending_hours", "07:00-07:59"),
        ("sending_hours", "04:00-06:59"),
        ("sending_hours", "7-18"),
        ("sending_hours", "07:00-24:00"),
        ("now", "2024-02-26"),
        ("now", "2024-02-26T08:00:00"),
        ("now", "1708909200"),
        ("clock_rate", "0"),
        ("clock_rate", "-1"),
        ("clock_rate", "nan"),
        ("clock_rate", "inf"),
        ("clock_rate", "nhanh"),
        ("language", "fr"),
        ("http_port", "0"),
        ("http_port", "70000"),
        ("http_host", "may-chu"),
        ("public_url", "nhacviec.example.vn"),
        ("public_url", "https://nhacviec.example.vn/?a=1"),
        ("public_url", "https://ai:matkhau@nhacviec.example.vn"),
        ("log_level", "verbose"),
    ],
)
def test_a_wrong_value_is_refused_by_name(settings: Put, name: str, value: str) -> None:
    settings(**{name: value})
    with pytest.raises(SettingsRefused) as refused:
        load()
    assert str(refused.value).startswith(f"{variable(name)}: cần ")


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("telegram_token", f"{TOKEN} {TOKEN}", TOKEN),
        ("telegram_proxy", "mailto:ai:proxypass@10.0.0.1", "proxypass"),
        ("database_url", "mysql://ai:dbpass@db/plans", "dbpass"),
        ("smtp_url", "imaps://ai:mailpass@thu.coquan.gov.vn", "mailpass"),
    ],
)
def test_a_refused_secret_is_not_shown(settings: Put, name: str, value: str, secret: str) -> None:
    settings(**{name: value})
    with pytest.raises(SettingsRefused) as refused:
        load()
    assert secret not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("telegram_token", TOKEN),
        ("telegram_base_url", "http://127.0.0.1:8081/bot"),
        ("telegram_proxy", "http://10.0.0.1:3128"),
        ("database_url", "postgresql://nhacviec:secret@db/nhacviec"),
        ("sending_hours", "06:30-22:15"),
        ("now", "2024-02-26T01:00:00Z"),
        ("http_port", "8080"),
        ("http_host", "0.0.0.0"),
        ("http_host", "::1"),
    ],
)
def test_a_right_value_is_accepted(settings: Put, name: str, value: str) -> None:
    settings(**{name: value})
    assert load() is not None


def test_an_unknown_name_in_the_environment_is_refused(settings: Put) -> None:
    settings(telegram_tokn=TOKEN)
    with pytest.raises(SettingsRefused, match="NHACVIEC_TELEGRAM_TOKN: không có cài đặt này") as refused:
        load()
    assert TOKEN not in str(refused.value)


def test_an_unknown_name_in_the_file_is_refused(settings: Put, tmp_path: Path) -> None:
    write_env(tmp_path, "NHACVIEC_TOKEN=1\nEDITOR=vi\n")
    with pytest.raises(SettingsRefused, match="NHACVIEC_TOKEN: không có cài đặt này"):
        load()


def test_a_file_that_is_no_text_is_refused(settings: Put, tmp_path: Path) -> None:
    write_env(tmp_path, "").write_bytes(b"NHACVIEC_LANGUAGE=\xff\xfe")
    with pytest.raises(SettingsRefused, match=r"\.env: không đọc được"):
        load()


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o640, 0o620, 0o610, 0o644, 0o666, 0o755])
@pytest.mark.parametrize("text", ["", "# chưa đặt gì\n", "NHACVIEC_LANGUAGE=vi\n"])
def test_a_file_that_others_may_open_is_refused_with_the_command_that_mends_it(
    settings: Put, tmp_path: Path, mode: int, text: str
) -> None:
    path = write_env(tmp_path, text, mode)
    with pytest.raises(SettingsRefused, match=r"^\.env: người khác .*: chmod 600 \.env$"):
        load()
    path.chmod(0o600)
    assert load().language == "vi"


@pytest.mark.parametrize("mode", [0o600, 0o400, 0o700])
def test_a_file_that_only_its_owner_may_open_is_read(settings: Put, tmp_path: Path, mode: int) -> None:
    write_env(tmp_path, "NHACVIEC_LANGUAGE=en\n", mode)
    assert load().language == "en"


def test_a_link_is_judged_by_the_file_it_leads_to(settings: Put, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / ".env").symlink_to(write_env(tmp_path / "elsewhere", "NHACVIEC_LANGUAGE=en\n", 0o644))
    with pytest.raises(SettingsRefused, match="chmod 600"):
        load()


def test_a_folder_of_that_name_is_no_file_of_settings(settings: Put, tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir(mode=0o755)
    assert load().language == "vi"


def test_an_empty_value_is_an_unset_one(settings: Put) -> None:
    settings(telegram_token="", http_port="")
    assert (load().telegram_token, load().http_port) == (None, None)


def test_a_public_address_needs_a_port_and_ends_without_a_slash(settings: Put) -> None:
    settings(public_url="https://nhacviec.example.vn/bot/")
    with pytest.raises(SettingsRefused, match="NHACVIEC_PUBLIC_URL: chỉ có nghĩa khi đặt cả NHACVIEC_HTTP_PORT"):
        load()
    settings(http_port="8080")
    assert load().public_url == "https://nhacviec.example.vn/bot"


def test_receiving_by_webhook_needs_an_address_and_a_secret(settings: Put) -> None:
    secret = "s" * 16
    settings(receive="webhook", http_port="8080")
    with pytest.raises(SettingsRefused, match="NHACVIEC_PUBLIC_URL: chưa đặt, mà NHACVIEC_RECEIVE=webhook"):
        load()
    settings(public_url="https://nhacviec.example.vn")
    with pytest.raises(SettingsRefused, match="NHACVIEC_WEBHOOK_SECRET: chưa đặt, mà NHACVIEC_RECEIVE=webhook"):
        load()
    settings(webhook_secret=secret)
    loaded = load()
    assert loaded.webhook == ("https://nhacviec.example.vn", secret)
    assert secret not in repr(loaded)
    assert secret in loaded.secrets()
    settings(receive="poll")
    assert load().webhook is None


@pytest.mark.parametrize("secret", ["short", "s" * 257, "có dấu " * 4, "s" * 15 + "!"])
def test_a_secret_that_can_be_guessed_or_that_telegram_refuses_is_refused(settings: Put, secret: str) -> None:
    settings(webhook_secret=secret)
    with pytest.raises(SettingsRefused, match="NHACVIEC_WEBHOOK_SECRET: cần từ 16"):
        load()


def test_a_faster_clock_needs_a_rehearsal(settings: Put) -> None:
    settings(clock_rate="60")
    with pytest.raises(SettingsRefused, match="chỉ có nghĩa khi đặt cả NHACVIEC_NOW"):
        load()


def test_no_secret_is_in_the_repr(settings: Put) -> None:
    settings(
        telegram_token=TOKEN,
        telegram_proxy="http://ai:proxypass@10.0.0.1:3128",
        zalo_token="12:zalo-secret, 34:other-secret",
        database_url="postgresql://nhacviec:dbpass@db/nhacviec",
    )
    loaded = load()
    hidden = (TOKEN, "http://ai:proxypass@10.0.0.1:3128", "12:zalo-secret", "34:other-secret", "dbpass")
    assert loaded.secrets() == hidden
    assert not [secret for secret in hidden if secret in repr(loaded)]


@pytest.mark.parametrize(
    ("database_url", "files_dir", "folder"),
    [
        ("sqlite:////srv/so/nhacviec.db", "", "/srv/so/files"),
        ("sqlite:////srv/so/nhacviec.db", "/srv/tep", "/srv/tep"),
        ("postgresql://nhacviec@db/nhacviec", "", "/home/ai/data/nhacviec/files"),
    ],
)
def test_files_lie_beside_the_registry_unless_told_otherwise(
    settings: Put, monkeypatch: pytest.MonkeyPatch, database_url: str, files_dir: str, folder: str
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/home/ai/data")
    monkeypatch.setattr("pathlib.Path.mkdir", lambda *_args, **_options: None)
    settings(database_url=database_url, files_dir=files_dir)
    loaded = load()
    assert Office(loaded, SystemClock(), Store(database_url)).files.folder == Path(folder)


@pytest.mark.parametrize(
    ("given", "missing"),
    [({"smtp_url": "smtp://127.0.0.1:25"}, "mail_from"), ({"mail_from": "nhacviec@coquan.gov.vn"}, "smtp_url")],
)
def test_mails_need_a_server_and_a_sender(settings: Put, given: dict[str, str], missing: str) -> None:
    settings(**given)
    with pytest.raises(SettingsRefused) as refused:
        load()
    assert refused.value.name == variable(missing)


def test_the_password_of_the_mail_server_is_a_secret_as_written_and_as_meant(settings: Put) -> None:
    settings(smtp_url="smtps://ai:m%40t-kh%E1%BA%A9u@thu.coquan.gov.vn", mail_from="nhacviec@coquan.gov.vn")
    loaded = load()
    assert {"m%40t-kh%E1%BA%A9u", "m@t-khẩu"} < {*loaded.secrets()}
    assert "khẩu" not in repr(loaded)
    assert loaded.mail_domain_list == ("gov.vn",)


def test_a_key_for_notices_needs_the_page_and_is_a_secret(settings: Put) -> None:
    key = "thVUEA56WjUDwnX1oeKa36PEQp8e_VbY4_WlUgNiUJ0"
    settings(push_key=key)
    with pytest.raises(SettingsRefused, match="NHACVIEC_PUSH_KEY"):
        load()
    settings(page="true", http_port="8080", public_url="https://nhacviec.example.vn")
    loaded = load()
    assert key in loaded.secrets()
    assert key not in repr(loaded)
