"""Clients that people use, against a server in a process of its own."""
