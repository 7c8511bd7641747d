"""Tests of private talk."""
