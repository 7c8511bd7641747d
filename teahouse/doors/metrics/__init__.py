"""What a monitor reads: the house in numbers, in the text format of Prometheus, behind a token that the host chooses.

Promises numbers only: no name, address, id or word of anybody is in it, and without the token there is nothing here.
"""

from teahouse.doors.metrics.page import PATH, Metrics

__all__ = ["PATH", "Metrics"]
