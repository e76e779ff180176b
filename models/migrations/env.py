"""Alembic's way in: runs on the connection that `models.database` hands over."""

from alembic import context

from models.migrations.hidden import include_object
from models.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=include_object,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
