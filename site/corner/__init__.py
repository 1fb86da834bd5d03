"""The project package and what every room shares."""

#: The one place where the version stands. A release changes it with the newest heading of CHANGELOG.md.
__version__ = "0.2.0"
