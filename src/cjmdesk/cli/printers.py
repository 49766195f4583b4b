"""`printers`: asks the print service of this computer for its printers. Not for people: a window waits for
no service that may never answer, and asks in a process of its own first."""

import argparse
import sys

from cjmdesk.cli.failure import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """0 once the service has answered; the names of its printers, one a line."""
    from cjmdesk.paint.qt_printers import printer_names

    for name in printer_names():
        sys.stdout.write(f"{name}\n")
    return DONE
