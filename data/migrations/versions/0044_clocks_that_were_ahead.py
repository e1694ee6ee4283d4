"""clocks that were ahead: administrators are told."""

from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

_CAUSES = (
    "'joined', 'joined_to_admin', 'contested', 'approval', 'revoked', 'left', 'still', 'unanswered', 'marked',"
    " 'transferred', 'requested', 'welcomed', 'deputised'"
)


def upgrade() -> None:
    _limit_causes(f"{_CAUSES}, 'clock_ahead'")


def downgrade() -> None:
    op.execute(
        "DELETE FROM delivery WHERE kind = 'people' AND number IN"
        " (SELECT id FROM people_notice WHERE cause = 'clock_ahead')"
    )
    op.execute("DELETE FROM people_notice WHERE cause = 'clock_ahead'")
    _limit_causes(_CAUSES)


def _limit_causes(causes: str) -> None:
    with op.batch_alter_table("people_notice", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_people_notice_cause"), type_="check")
        batch_op.create_check_constraint(batch_op.f("ck_people_notice_cause"), f"cause IN ({causes})")
