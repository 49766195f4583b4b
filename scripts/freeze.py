"""Keeps what a release writes, for ever: run once for each release, before it is tagged.

    python scripts/freeze.py           for a version that is not kept yet
    python scripts/freeze.py --again   anew, for one that was not released: a field has come since

Writes tests/files/releases/VERSION: a project with every field set, the list of these fields, a record of
unsaved work, what is recovered from it, and the sums of all this. Whatever comes later has to read it.
"""

import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from cjmdesk._version import __version__  # noqa: E402
from cjmdesk.edits.fields import set_field  # noqa: E402
from cjmdesk.edits.removing import remove  # noqa: E402
from cjmdesk.model.project import Project  # noqa: E402
from cjmdesk.storage import places  # noqa: E402
from cjmdesk.storage.journaling import Journaling  # noqa: E402
from cjmdesk.storage.project_file import dumps  # noqa: E402
from everything import everything, fields_of_the_form, fields_set  # noqa: E402


def main() -> int:
    """0 when the release is kept; 1 when it is already, or a field is not set."""
    folder = ROOT / "tests" / "files" / "releases" / __version__
    if folder.exists() and "--again" in sys.argv[1:]:
        shutil.rmtree(folder)
    if folder.exists():
        text = "is there: what was released does not change (--again where it was not)"
        print(f"{folder.relative_to(ROOT)} {text}", file=sys.stderr)
        return 1
    project = everything()
    missing = fields_of_the_form() - fields_set(project)
    if missing:
        print(f"tests/everything.py does not set {', '.join(sorted(missing))}", file=sys.stderr)
        return 1
    folder.mkdir(parents=True)
    (folder / "project.cjm").write_bytes(dumps(project))
    (folder / "fields.txt").write_text("".join(f"{name}\n" for name in sorted(fields_set(project))))
    (folder / "recovered.cjm").write_bytes(dumps(journaled(project, folder)))
    files = sorted(path for path in folder.iterdir())
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (folder / "SHA256SUMS").write_text("".join(sums))
    print(f"kept in {folder.relative_to(ROOT)}")
    return 0


def journaled(project: Project, folder: Path) -> Project:
    """Leave a record of unsaved work in `folder`, with a step of every sort; what it ends with."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["CJMDESK_HOME"] = home
        made, before = Journaling(), project
        made.begin(project)
        steps = (
            ("typing", lambda one: set_field(one, "n-actions", "text", "Dzwoni do sąsiada")),
            ("a tag", lambda one: set_field(one, "n-pain_points", "tags", ("pilne", "zima"))),
            ("deleting", lambda one: remove(one, "n-thoughts", "k2")),
            ("undo", lambda _one: before),
            ("deleting a stage", lambda one: remove(one, "s2")),
            ("the title", lambda one: set_field(one, "map", "title", "Naprawa rowerów zimą")),
        )
        for did, change in steps:
            project = change(project)
            made.record(project, did)
            made.flush()
        made.end(keep=True)
        made.close()
        for path in places.journal_folder().iterdir():
            shutil.copyfile(path, folder / path.name)
    return project


if __name__ == "__main__":
    sys.exit(main())
