"""The site seen from outside: logs, figures and health. None of it says anything about a person (docs/watching.md)."""
