"""Digests: drills in little, for what is told across many of them."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "digests",
        sa.Column("rehearsal", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["rehearsal"], ["rehearsals.id"]),
        sa.PrimaryKeyConstraint("rehearsal"),
    )


def downgrade() -> None:
    op.drop_table("digests")
