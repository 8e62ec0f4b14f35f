"""How Alembic runs here: on the connection it is handed, in the transaction it is in."""

from alembic import context
from sqlmodel import SQLModel

import app.store.draft_tables
import app.store.host_tables
import app.store.tables  # noqa: F401 (they fill the metadata)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
