"""Who did what, in one list for administrators: Wagtail's history and our audit entries together."""
