"""The gate against its specification."""
