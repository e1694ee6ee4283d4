"""who is who: codes that are approved, vouched for and revoked, notices about people, who is still in office."""

from datetime import UTC, datetime

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_KINDS = "'digest', 'summary', 'notice', 'change', 'relinked', 'requested', 'quota'"
_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_PEOPLE = ("created_by_id", "replaces_id", "revoked_by_id", "approved_by_id", "vouched_by_id")
_INSTANTS = ("revoked_at", "approved_at", "vouched_at", "contested_at")

_relinking = sa.table("relinking", *(sa.column(name, sa.Integer) for name in ("id", "left_id", "joined_id")))
_officer = sa.table("officer", sa.column("id", sa.Integer), sa.column("same_as_id", sa.Integer))
_link = sa.table("chat_link", sa.column("heard_at", _INSTANT()))


def upgrade() -> None:
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.add_column(sa.Column("affirmed_at", _INSTANT(), nullable=True))
        batch_op.add_column(sa.Column("same_as_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_officer_same_as_id_officer"), "officer", ["same_as_id"], ["id"])
        batch_op.create_index(batch_op.f("ix_officer_same_as_id"), ["same_as_id"], unique=False)
    op.add_column("chat_link", sa.Column("heard_at", _INSTANT(), nullable=True))
    _extend_invitations()
    _create_notices()
    _limit_kinds(f"{_KINDS}, 'people'")
    _join_identities()
    # Nobody knows when officers wrote last: they count as heard from now, or all would be asked on one morning.
    op.execute(sa.update(_link).values(heard_at=datetime.now(UTC)))  # noqa: TID251 - of the upgrade itself


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind = 'people'")
    _limit_kinds(_KINDS)
    op.drop_table("reaffirmation")
    op.drop_table("people_notice")
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_invitation_officer_id"))
        for column in _PEOPLE:
            batch_op.drop_constraint(batch_op.f(f"fk_invitation_{column}_officer"), type_="foreignkey")
        for column in ("contested_by", "account", "needs_approval", *_INSTANTS, *_PEOPLE):
            batch_op.drop_column(column)
    op.drop_column("chat_link", "heard_at")
    with op.batch_alter_table("officer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_officer_same_as_id"))
        batch_op.drop_constraint(batch_op.f("fk_officer_same_as_id_officer"), type_="foreignkey")
        batch_op.drop_column("same_as_id")
        batch_op.drop_column("affirmed_at")


def _extend_invitations() -> None:
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        for column in _PEOPLE:
            batch_op.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch_op.create_foreign_key(batch_op.f(f"fk_invitation_{column}_officer"), "officer", [column], ["id"])
        for column in _INSTANTS:
            batch_op.add_column(sa.Column(column, _INSTANT(), nullable=True))
        batch_op.add_column(sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.false()))
        for column, length in (("account", 256), ("contested_by", 256)):
            text = sqlmodel.sql.sqltypes.AutoString(length=length)
            batch_op.add_column(sa.Column(column, text, nullable=True))
        batch_op.create_index(batch_op.f("ix_invitation_officer_id"), ["officer_id"], unique=False)
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.alter_column("needs_approval", server_default=None)


def _create_notices() -> None:
    op.create_table(
        "people_notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cause", _words("cause", *_CAUSES), nullable=False),
        sa.Column("at", _INSTANT(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.Column("invitation_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("together_id", sa.Integer(), nullable=True),
        sa.Column("planned_at", _INSTANT(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_people_notice_officer_id_officer")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_people_notice_invitation_id_invitation")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name=op.f("fk_people_notice_by_id_officer")),
        sa.ForeignKeyConstraint(
            ["together_id"], ["people_notice.id"], name=op.f("fk_people_notice_together_id_people_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_notice")),
    )
    for column in ("officer_id", "together_id", "planned_at"):
        op.create_index(op.f(f"ix_people_notice_{column}"), "people_notice", [column], unique=False)
    op.create_table(
        "reaffirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("because", _words("because", "yearly", "silent"), nullable=False),
        sa.Column("asked_at", _INSTANT(), nullable=False),
        sa.Column("repeated_at", _INSTANT(), nullable=True),
        sa.Column("closed_at", _INSTANT(), nullable=True),
        sa.Column("outcome", _words("outcome", "still", "left", "heard", "unanswered"), nullable=True),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_reaffirmation_officer_id_officer")),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["people_notice.id"], name=op.f("fk_reaffirmation_notice_id_people_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reaffirmation")),
    )
    for column in ("officer_id", "closed_at", "notice_id"):
        op.create_index(op.f(f"ix_reaffirmation_{column}"), "reaffirmation", [column], unique=False)


_CAUSES = ("joined", "joined_to_admin", "contested", "approval", "revoked", "left", "still", "unanswered", "marked")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _join_identities() -> None:
    """Let each officer whose chat was linked anew name the first officer that its person was."""
    first: dict[int, int] = {}
    relinkings = sa.select(_relinking.c.left_id, _relinking.c.joined_id).order_by(_relinking.c.id)
    for left_id, joined_id in op.get_bind().execute(relinkings).all():
        first[joined_id] = first.get(left_id, left_id)
        op.execute(sa.update(_officer).where(_officer.c.id == joined_id).values(same_as_id=first[joined_id]))


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
