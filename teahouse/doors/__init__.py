"""Ways in and out of the house. A door translates; it decides nothing, and doors do not know each other."""
