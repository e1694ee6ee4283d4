"""who else is told: the body that follows a plan, weekly summaries, agencies that nobody can be reached at."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unheard_agency",
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_unheard_agency_agency_id_agency")),
        sa.PrimaryKeyConstraint("agency_id", name=op.f("pk_unheard_agency")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.add_column(sa.Column("standing_agency_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_plan_standing_agency_id_agency"), "agency", ["standing_agency_id"], ["id"]
        )
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.add_column(sa.Column("dated_by", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=True))
    _limit_kinds("'digest', 'summary', 'notice'")


def downgrade() -> None:
    op.execute("DELETE FROM delivery WHERE kind <> 'digest'")
    _limit_kinds("'digest'")
    with op.batch_alter_table("deadline", schema=None) as batch_op:
        batch_op.drop_column("dated_by")
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_plan_standing_agency_id_agency"), type_="foreignkey")
        batch_op.drop_column("standing_agency_id")
    op.drop_table("unheard_agency")


def _limit_kinds(kinds: str) -> None:
    with op.batch_alter_table("delivery", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_delivery_kind"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_delivery_kind"), f"kind IN ({kinds})")
