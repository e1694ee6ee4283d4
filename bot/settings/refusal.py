"""Refusal of a setting, by the name of its variable."""

from data.errors import NhacviecError

PREFIX = "NHACVIEC_"


class SettingsRefused(NhacviecError):
    """A setting that is unknown or cannot be used. `str(error)` is the sentence for the administrator.

    The sentence names the variable and what it must be; it never repeats the value, which may be a secret.
    """

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{name}: {problem}")
        self.name = name


def variable(field: str) -> str:
    """Return the name of the variable for `field`."""
    return PREFIX + field.upper()
