"""Where the frozen program starts; PyInstaller wants a script."""

import multiprocessing
import sys

from cjmdesk.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
