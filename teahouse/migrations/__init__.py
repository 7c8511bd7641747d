"""The steps that bring a database from one release to the next, and the folder in which they stand.

A step that was released is never changed: whoever has taken it would have another database than who takes it now.
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""What `teahouse.kit.db.migrate` is handed."""
