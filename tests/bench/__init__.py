"""The bench: that its house is one that the verbs could have made, and that it notices a wrong answer."""
