"""Who is staff, kept by administrators: people, their roles and their organisations."""
