"""The command, as ``python -m thiqa``."""

import sys

from thiqa.command import main

if __name__ == "__main__":
    sys.exit(main())
