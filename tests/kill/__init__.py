"""Tests of what stands after the power of the process was cut."""
