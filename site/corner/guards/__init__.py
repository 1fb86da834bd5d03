"""What stands between a public form and a machine, or somebody who tries too often."""

from corner.guards.form import FormGuard
from corner.guards.limits import client_address, too_many

__all__ = ["FormGuard", "client_address", "too_many"]
