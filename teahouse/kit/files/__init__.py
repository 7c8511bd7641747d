"""Files that outlive the process: on the disk, or in a bucket of an S3 server, behind one face.

A file is put once under a name that was never used and never changes; what was put is there until it is dropped, and
what `put` returned from survives a loss of power.
"""

from teahouse.kit.files.disk import Disk, size_below
from teahouse.kit.files.model import Missing, Opened, Store, check_name

__all__ = ["Disk", "Missing", "Opened", "Store", "check_name", "size_below"]
