"""`python -m teahouse`, which is what ./tea runs.

Promises nothing of its own: the host's commands are in teahouse.doors.cli.
"""

import gc
import os

from teahouse.doors.cli import main

# Statements are trees of many small objects that stay: looking for garbage among them costs a third of the start.
gc.set_threshold(50_000, 20, 50)

if __name__ == "__main__":
    # ./tea names itself, so that help and errors show the command that was typed.
    main(prog_name=os.environ.get("TEA_PROGRAM", "teahouse"))
