"""Record the settings of a start in the audit trail: a change of them leaves a trace as one by an officer does."""

from pydantic import SecretStr

from bot.cli.office import Office
from bot.settings import Settings
from data.registry.office import audit, audit_log

ACTION = "settings.start"
_OF_THE_SHELL = frozenset({"by", "log_level"})
"""Settings that change nothing of what the bot does."""


def record_settings(office: Office) -> None:
    """Record the settings of a start where they differ from those of the last, with both. Secrets are only told
    to be there.
    """
    current = describe_settings(office.settings, office.store.address)
    with office.write() as session:
        before = audit_log.last_facts(session, ACTION)
        if before != current:
            audit.record_action(
                session,
                now=office.clock.now(),
                actor="run",
                action=ACTION,
                subject=", ".join(sorted(name for name, value in current.items() if before.get(name) != value)),
                before=before,
                after=current,
            )


def describe_settings(settings: Settings, address: str) -> dict[str, object]:
    """Return all settings by name, as JSON has them, without any secret; `address` is that of the registry, without
    its password.
    """
    told = {name: _describe(getattr(settings, name)) for name in Settings.model_fields.keys() - _OF_THE_SHELL}
    told["database_url"] = address
    if settings.telegram_token:
        told["telegram_token"] = f"{settings.telegram_token.get_secret_value().partition(':')[0]}:…"
    return told


def _describe(value: object) -> object:
    if isinstance(value, SecretStr):
        return "…"
    return value if value is None or isinstance(value, bool | int | float) else str(value)
