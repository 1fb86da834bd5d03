"""What the library keeps in the admin."""
