"""`schema`: the JSON Schema of the project file."""

import argparse
import json
import sys

from cjmdesk.cli.failure import DONE
from cjmdesk.storage.schema import file_schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """None."""


def run(options: argparse.Namespace) -> int:
    """Print it."""
    sys.stdout.write(json.dumps(file_schema(), ensure_ascii=False, indent=2) + "\n")
    return DONE
