"""The host's commands: in this process where that is enough, as real programs where it is not."""
