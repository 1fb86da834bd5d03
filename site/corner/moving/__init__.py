"""Moving everything from one kind of database to the other, with nothing lost. docs/backup.md says when."""
