"""The first tables."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "hosts",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("browser_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("browser_hash"),
    )
    op.create_table(
        "log_segments",
        sa.Column("rehearsal", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("rehearsal", "epoch", "first"),
    )
    op.create_table(
        "scenarios",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    op.create_index("ix_scenarios_slug", "scenarios", ["slug"], unique=False)
    op.create_table(
        "rehearsals",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("scenario_hash", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("host", sa.String(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["host"], ["hosts.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code"),
    )
    op.create_index("ix_rehearsals_created_at", "rehearsals", ["created_at"], unique=False)
    op.create_index("ix_rehearsals_state", "rehearsals", ["state"], unique=False)
    op.create_table(
        "participants",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rehearsal", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("browser_hash", sa.String(), nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["rehearsal"], ["rehearsals.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rehearsal", "seat", name="one_participant_a_seat"),
    )
    op.create_index("ix_participants_browser_hash", "participants", ["browser_hash"], unique=False)
    op.create_index("ix_participants_rehearsal", "participants", ["rehearsal"], unique=False)
    op.create_table(
        "reviews",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("rehearsal", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["rehearsal"], ["rehearsals.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("rehearsal", "version", name="one_review_a_version"),
    )
    op.create_index("ix_reviews_rehearsal", "reviews", ["rehearsal"], unique=False)
    op.create_table(
        "findings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("sort", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("seqs", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["review"], ["reviews.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_findings_review", "findings", ["review"], unique=False)
    op.create_table(
        "actions",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("finding", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["finding"], ["findings.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_actions_finding", "actions", ["finding"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_actions_finding", table_name="actions")
    op.drop_table("actions")
    op.drop_index("ix_findings_review", table_name="findings")
    op.drop_table("findings")
    op.drop_index("ix_reviews_rehearsal", table_name="reviews")
    op.drop_table("reviews")
    op.drop_index("ix_participants_rehearsal", table_name="participants")
    op.drop_index("ix_participants_browser_hash", table_name="participants")
    op.drop_table("participants")
    op.drop_index("ix_rehearsals_state", table_name="rehearsals")
    op.drop_index("ix_rehearsals_created_at", table_name="rehearsals")
    op.drop_table("rehearsals")
    op.drop_index("ix_scenarios_slug", table_name="scenarios")
    op.drop_table("scenarios")
    op.drop_table("log_segments")
    op.drop_table("hosts")
