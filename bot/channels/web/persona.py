"""The officer of a web chat."""

from dataclasses import dataclass

from data.enums import Role


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the "/" menu: `name` as it is typed ("/nhiemvu"), `text` describes it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Persona:
    """The officer as whom a tab writes."""

    name: str
    agency_name: str
    role: Role
    commands: tuple[Command, ...] = ()
