"""Tests of the steps from one revision to the next."""
