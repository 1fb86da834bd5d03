"""The guide for editors inside the admin: its text is docs/guide/, one source for the admin and for the repository."""
