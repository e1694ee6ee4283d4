"""Who sits at a web chat."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the "/" menu: `name` as it is typed ("/nhiemvu"), `text` says what it does."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Persona:
    """The officer a tab speaks as. `role` is a key: officer, head, supervisor or admin."""

    name: str
    agency_name: str
    role: str
    commands: tuple[Command, ...] = ()
