"""The pages in a real browser, on the demonstration neighbourhood."""
