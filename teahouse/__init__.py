"""Teahouse: a self-hosted circle of friends.

The packages are floors (docs/ARCHITECTURE.md): a line may use what lies below it, never what lies above.
"""

__version__ = "0.1.0"
