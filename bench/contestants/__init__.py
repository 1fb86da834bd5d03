"""What this site is measured beside, in its own stack: a bare Wagtail page, a hello, a bare INSERT.

An app that only the bench installs, by `bench.contestants.settings`; the site never knows of it.
"""
