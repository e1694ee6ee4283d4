"""Directories, agencies and groups of agencies, with the days between which each exists, and who took over."""

from datetime import date

from sqlmodel import Field, UniqueConstraint

from data.models.base import Table


class AgencyDirectory(Table, table=True):
    """The agencies of one office at one time, under a name: "hung-yen-2025".

    A plan is read with the directory of its date, between two inclusive days (Viet Nam); None is open. `province` is
    the name of its province, "" where it is of none.
    """

    __tablename__ = "agency_directory"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=200)
    province: str = Field(default="", max_length=64)
    first_day: date | None = None
    last_day: date | None = None


class Agency(Table, table=True):
    """An office that owes duties. Communes repeat their names: `code` identifies it, never the name.

    `official_code` is the unit's code in the national list (Quyết định 124/2004/QĐ-TTg and its changes).
    `first_day` and `last_day` are inclusive dates in Viet Nam; None is open.
    """

    __tablename__ = "agency"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=300)
    short_name: str = Field(max_length=200)
    kind: str = Field(max_length=32)
    official_code: str | None = Field(default=None, max_length=16)
    parent_id: int | None = Field(default=None, foreign_key="agency.id", index=True)
    directory_id: int | None = Field(default=None, foreign_key="agency_directory.id", index=True)
    first_day: date | None = None
    last_day: date | None = None


class AgencyAlias(Table, table=True):
    """Another way to write an agency's name; `folded` is lower-case without accents, for looking up."""

    __tablename__ = "agency_alias"
    __table_args__ = (UniqueConstraint("agency_id", "folded"),)

    id: int | None = Field(default=None, primary_key=True)
    agency_id: int = Field(foreign_key="agency.id")
    alias: str = Field(max_length=300)
    folded: str = Field(max_length=300, index=True)


class AgencySuccession(Table, table=True):
    """The one successor that, from `first_day` on (Viet Nam), owes what `agency_id` still owed, by a `document`."""

    __tablename__ = "agency_succession"

    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    successor_id: int = Field(foreign_key="agency.id", primary_key=True)
    first_day: date
    document: str = Field(default="", max_length=200)


class AgencyGroup(Table, table=True):
    """A phrase of a plan that stands for many agencies: "các sở, ban, ngành". Those that the program brings are
    named by it (`data.plans.agencies.groups`), an office's own by `name`.
    """

    __tablename__ = "agency_group"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=64)
    name: str = Field(default="", max_length=300)


class GroupPhrase(Table, table=True):
    """Another way to write a group that an office added; `key` is what all ways to write it have in common."""

    __tablename__ = "group_phrase"
    __table_args__ = (UniqueConstraint("group_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="agency_group.id")
    phrase: str = Field(max_length=300)
    key: str = Field(max_length=300)


class UnheardAgency(Table, table=True):
    """An agency that owes something and has nobody who can be reached; deleted as soon as somebody can be.

    `told_on` is the slot (a date in Viet Nam) in which administrators were told.
    """

    __tablename__ = "unheard_agency"

    agency_id: int = Field(foreign_key="agency.id", primary_key=True)
    told_on: date


class AgencyMembership(Table, table=True):
    """The membership of an agency in a group, between two inclusive days; None is open."""

    __tablename__ = "agency_membership"

    group_id: int = Field(foreign_key="agency_group.id", primary_key=True)
    agency_id: int = Field(foreign_key="agency.id", primary_key=True, index=True)
    first_day: date | None = None
    last_day: date | None = None
