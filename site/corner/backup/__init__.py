"""Backups of database and uploaded files: made, looked through, put back. docs/backup.md is for who runs the site."""
