"""Case studies, as staff find them in the admin."""
