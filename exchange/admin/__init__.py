"""Import: staff send a sheet, look at what would happen, and apply it. Words here are for staff, and stay English."""
