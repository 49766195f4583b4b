"""Copies of files as they were before a migration or a repair was saved over them."""

import datetime
import os
import shutil
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cjmdesk.i18n import _
from cjmdesk.storage import places
from cjmdesk.storage.errors import StorageError, shown_path, system_words


def keep_copy(path: Path) -> Path:
    """Copy the file into the backup folder, under its stem, a hash of its path and the time.

    Gives the copy's path. Raises StorageError if there is no room for it: then do not save over it.
    """
    folder = places.backup_folder()
    real = path.resolve()
    mark = sha256(os.fsencode(real)).hexdigest()[:12]
    now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S.%f")
    stem = real.stem.encode("utf-8", "replace")[:100].decode("utf-8", "ignore")
    copy = folder / f"{stem}-{mark}-{now}.cjm"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(real, copy)
        copy.chmod(0o600)
        with copy.open("rb+") as stream:
            os.fsync(stream.fileno())
    except OSError as error:
        with suppress(OSError):
            copy.unlink(missing_ok=True)
        raise StorageError(
            path,
            _("the file as it was could not be kept in {folder} ({reason})").format(
                folder=shown_path(folder), reason=system_words(error)
            ),
            way_out=_("save it under another name"),
            cause="device",
        ) from error
    return copy
