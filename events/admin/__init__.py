"""What staff see of sign-ups in the admin: those of their own organisations, and no other's (design.md)."""
