"""The built-in pages, asked as a browser asks them."""
