"""How staff come in: signing in, the second factor, invitations, sessions, and what is written down about it.

allauth does the work; what stands here is what this site decides. docs/accounts.md says it to administrators.
"""
