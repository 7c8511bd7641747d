"""Hostile input against the whole app: fuzzing by the published document, bad requests, rate limits."""
