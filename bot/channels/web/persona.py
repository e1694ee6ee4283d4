"""Who sits at a web chat."""

from dataclasses import dataclass

from data.enums import Role


@dataclass(frozen=True, slots=True)
class Command:
    """One line of the "/" menu: `name` as it is typed ("/nhiemvu"), `text` says what it does."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Persona:
    """The officer a tab speaks as."""

    name: str
    agency_name: str
    role: Role
    commands: tuple[Command, ...] = ()
