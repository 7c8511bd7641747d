"""Tests of what is counted and logged, and of what is not."""
