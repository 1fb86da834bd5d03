"""What visitors see of signing up: the form below an event's page, and the pages that links in mail lead to."""
