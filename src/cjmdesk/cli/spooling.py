"""`print-pages`: hands pages to the print service of Linux. Not for people: a window waits for no
service that may never answer, and can end this process when somebody cancels.

Reads one JSON object on standard input: printer, file, title, and options as pairs of words. Writes one:
`refused`, why the service did not take them, empty if it did; `gone`, whether the printer is there no
more.
"""

import argparse
import json
import sys
from pathlib import Path

from cjmdesk.cli.failure import DONE


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None: all is in the request."""


def run(options: argparse.Namespace) -> int:
    """0 once the service has answered, whatever it said."""
    from cjmdesk.paint.cups import hand_over
    from cjmdesk.paint.qt_printers import printer_names

    order = json.load(sys.stdin)
    printer = order["printer"]
    settings = [(name, value) for name, value in order["options"]]
    refused = hand_over(printer, Path(order["file"]), order["title"], settings)
    gone = bool(refused) and printer not in printer_names()
    sys.stdout.write(json.dumps({"refused": refused, "gone": gone}))
    return DONE
