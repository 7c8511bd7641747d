"""Tests of the client API, through HTTP's own door."""
