"""What the admin's screens have in common: first screen, menus, lists, forms, checks, files for spreadsheets."""
