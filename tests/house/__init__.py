"""The laws of the house, as tests: a law without one would be a wish."""
