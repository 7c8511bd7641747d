"""`python -m teahouse`, which is what ./tea runs.

Promises nothing of its own: the host's commands are in teahouse.doors.cli.
"""

import os

from teahouse.doors.cli import main

if __name__ == "__main__":
    # ./tea names itself, so that help and errors show the command that was typed.
    main(prog_name=os.environ.get("TEA_PROGRAM", "teahouse"))
