"""What the admin's screens have in common: the first screen, menus, lists of pages, files for spreadsheets."""
