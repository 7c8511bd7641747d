"""The demonstration neighbourhood, built into a database."""
