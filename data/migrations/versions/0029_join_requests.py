"""join requests: people without a code ask to be let in, an administrator decides by a tap."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_TEXT = sqlmodel.sql.sqltypes.AutoString
_CAUSES = (
    "'joined', 'joined_to_admin', 'contested', 'approval', 'revoked', 'left', 'still', 'unanswered', 'marked',"
    " 'transferred'"
)


def upgrade() -> None:
    op.create_table(
        "join_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", _TEXT(length=32), nullable=False),
        sa.Column("chat_id", _TEXT(length=128), nullable=False),
        sa.Column("name", _TEXT(length=200), nullable=False),
        sa.Column("account", _TEXT(length=256), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("role", _words("role", "officer", "head", "supervisor", "admin"), nullable=False),
        sa.Column("asked_at", _INSTANT(), nullable=False),
        sa.Column("decided_at", _INSTANT(), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("outcome", _words("outcome", "approved", "refused", "replaced"), nullable=True),
        sa.Column("officer_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_join_request_agency_id_agency")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["officer.id"], name=op.f("fk_join_request_decided_by_id_officer")
        ),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_join_request_officer_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_join_request")),
    )
    op.create_index("ix_join_request_channel_chat_id", "join_request", ["channel", "chat_id"])
    op.create_index(op.f("ix_join_request_asked_at"), "join_request", ["asked_at"])
    op.create_index(op.f("ix_join_request_officer_id"), "join_request", ["officer_id"])
    with op.batch_alter_table("people_notice", schema=None) as batch_op:
        batch_op.add_column(sa.Column("request_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_people_notice_request_id_join_request"), "join_request", ["request_id"], ["id"]
        )
    _limit_causes(f"{_CAUSES}, 'requested', 'welcomed'")


def downgrade() -> None:
    op.execute(
        "DELETE FROM delivery WHERE kind = 'people' AND number IN"
        " (SELECT id FROM people_notice WHERE cause IN ('requested', 'welcomed'))"
    )
    op.execute("DELETE FROM people_notice WHERE cause IN ('requested', 'welcomed')")
    _limit_causes(_CAUSES)
    with op.batch_alter_table("people_notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_people_notice_request_id_join_request"), type_="foreignkey")
        batch_op.drop_column("request_id")
    op.drop_table("join_request")


def _words(name: str, *words: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=32)


def _limit_causes(causes: str) -> None:
    with op.batch_alter_table("people_notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_people_notice_cause"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_people_notice_cause"), f"cause IN ({causes})")
