"""Tests of what a member takes along, and of what goes with them."""
