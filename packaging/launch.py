"""Where the frozen program starts; PyInstaller wants a script."""

import multiprocessing

from cjmdesk.__main__ import start

if __name__ == "__main__":
    multiprocessing.freeze_support()
    start()
