"""The guard: its rule book, its grammar, its rulings."""
