"""What stands between a public form and a machine, or somebody who tries too often."""

from corner.guards.form import FormGuard
from corner.guards.limits import Limit, client_address, one_passed, too_many

__all__ = ["FormGuard", "Limit", "client_address", "one_passed", "too_many"]
