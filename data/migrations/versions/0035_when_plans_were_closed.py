"""when plans were closed: how long each was closed before it was reopened is kept, as the audit trail tells it."""

import sqlalchemy as sa
import sqlmodel.sql.sqltypes
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

_INSTANT = sqlmodel.sql.sqltypes.UTCDateTime


def upgrade() -> None:
    op.create_table(
        "earlier_closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", _INSTANT(), nullable=False),
        sa.Column("until", _INSTANT(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_earlier_closing_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_earlier_closing")),
    )
    op.create_index(op.f("ix_earlier_closing_plan_id"), "earlier_closing", ["plan_id"])
    _keep_closings()


def downgrade() -> None:
    op.drop_table("earlier_closing")


def _keep_closings() -> None:
    """Write down what the audit trail tells of plans that were closed and reopened."""
    plan = sa.table("plan", sa.column("id"), sa.column("number"))
    entry = sa.table(
        "audit_entry", *(sa.column(name) for name in ("id", "action", "subject")), sa.column("at", _INSTANT())
    )
    connection = op.get_bind()
    ids = {number: plan_id for plan_id, number in connection.execute(sa.select(plan.c.id, plan.c.number))}
    acts = sa.select(entry.c.action, entry.c.subject, entry.c.at).where(
        entry.c.action.in_(("plan.close", "plan.reopen"))
    )
    closed, rows = {}, []
    for action, subject, at in connection.execute(acts.order_by(entry.c.id)):
        plan_id = ids.get(subject) or ids.get(subject.rsplit(" ", 2)[0])  # a closing may name successor and tasks
        if plan_id is None:
            continue
        if action == "plan.close":
            closed[plan_id] = at
        elif plan_id in closed:
            rows.append({"plan_id": plan_id, "closed_at": closed.pop(plan_id), "until": at})
    if rows:
        instants = (sa.column(name, _INSTANT()) for name in ("closed_at", "until"))
        closing = sa.table("earlier_closing", sa.column("plan_id"), *instants)
        op.bulk_insert(closing, rows)
