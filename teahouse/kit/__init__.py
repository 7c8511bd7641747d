"""Machinery that knows no word of the domain: database, jobs, ids, clock, http, text, config."""
