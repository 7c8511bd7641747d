"""Whole evenings of the house, through the public API."""
