"""Live: streams that stay open, and what is pushed on them.

A fact is passed on to every process (`pass_on`), where the `Hub` has the work done of finding out for whom it is, and
each `Line` sends what is pushed on it at its own reader's pace. Nobody waits for anybody.
"""

from teahouse.kit.live.hub import Bounds, Hub, TooManyLines
from teahouse.kit.live.keys import KeyWatch
from teahouse.kit.live.line import Ending, Line, Wire
from teahouse.kit.live.passing import pass_on, read_passed

__all__ = ["Bounds", "Ending", "Hub", "KeyWatch", "Line", "TooManyLines", "Wire", "pass_on", "read_passed"]
