"""Tests of bringing a network of people in from files."""
