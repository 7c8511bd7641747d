"""Many uploads at once."""
