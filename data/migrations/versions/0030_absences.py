"""absences: officers who are away until a day, their deputies, and officers whose office ends on a day."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime
_CAUSES = (
    "'joined', 'joined_to_admin', 'contested', 'approval', 'revoked', 'left', 'still', 'unanswered', 'marked',"
    " 'transferred', 'requested', 'welcomed'"
)


def upgrade() -> None:
    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("officer_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("duties", sa.JSON(), nullable=False),
        sa.Column("began_at", _INSTANT(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("ended_at", _INSTANT(), nullable=True),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("fk_absence_officer_id_officer")),
        sa.ForeignKeyConstraint(["deputy_id"], ["officer.id"], name=op.f("fk_absence_deputy_id_officer")),
        sa.ForeignKeyConstraint(["by_id"], ["officer.id"], name=op.f("fk_absence_by_id_officer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    for column in ("officer_id", "deputy_id", "ended_at"):
        op.create_index(op.f(f"ix_absence_{column}"), "absence", [column])
    op.add_column("officer", sa.Column("last_day", sa.Date(), nullable=True))
    op.add_column("invitation", sa.Column("last_day", sa.Date(), nullable=True))
    _limit_causes(f"{_CAUSES}, 'deputised'")


def downgrade() -> None:
    op.execute(
        "DELETE FROM delivery WHERE kind = 'people' AND number IN"
        " (SELECT id FROM people_notice WHERE cause = 'deputised')"
    )
    op.execute("DELETE FROM people_notice WHERE cause = 'deputised'")
    _limit_causes(_CAUSES)
    op.drop_column("invitation", "last_day")
    op.drop_column("officer", "last_day")
    op.drop_table("absence")


def _limit_causes(causes: str) -> None:
    with op.batch_alter_table("people_notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_people_notice_cause"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_people_notice_cause"), f"cause IN ({causes})")
