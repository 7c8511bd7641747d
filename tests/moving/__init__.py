"""Tests of moving a house from one kind of database to the other."""
