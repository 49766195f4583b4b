"""The program's own folders. The only module that asks appdirs.

`CJMDESK_HOME=DIR` moves all of them below DIR. No function makes a folder; who writes does.
"""

import os
from pathlib import Path

_NAME = "cjmdesk"


def _folder(kind: str, fallback: str) -> Path:
    home = os.environ.get("CJMDESK_HOME", "")
    if home:
        return Path(home).absolute() / kind
    import appdirs

    ask = {
        "config": appdirs.user_config_dir,
        "data": appdirs.user_data_dir,
        "cache": appdirs.user_cache_dir,
        "state": appdirs.user_state_dir,
    }[kind]
    found = Path(ask(_NAME, appauthor=False))
    # An empty or relative XDG variable would scatter folders into the working directory.
    if found.is_absolute():
        return found
    try:
        return Path.home() / fallback / _NAME
    except RuntimeError:  # no home at all: a container's nameless user
        import tempfile

        return Path(tempfile.gettempdir()) / f"{_NAME}-{os.getpid()}" / kind


def config_folder() -> Path:
    """Settings and the list of recent files."""
    return _folder("config", ".config")


def data_folder() -> Path:
    """The user's own templates."""
    return _folder("data", ".local/share")


def templates_folder() -> Path:
    """The user's own templates, one file each; see `formats.own_templates`."""
    return data_folder() / "templates"


def cache_folder() -> Path:
    """What can be made again."""
    return _folder("cache", ".cache")


def state_folder() -> Path:
    """Backups and what recovery needs; private to the user."""
    return _folder("state", ".local/state")


def settings_file() -> Path:
    """Where `storage.settings` lives."""
    return config_folder() / "settings.json"


def recent_file() -> Path:
    """Where `storage.recent` lives."""
    return config_folder() / "recent.json"


def backup_folder() -> Path:
    """Copies of files as they were before a migration or a repair."""
    return state_folder() / "backups"


def journal_folder() -> Path:
    """What was done and not saved yet: see `storage.journal`."""
    return state_folder() / "journals"


def discarded_folder() -> Path:
    """Journals that the user did not want back, kept for some days."""
    return journal_folder() / "discarded"


def lock_folder() -> Path:
    """Marks of files that are open: see `storage.locks`."""
    return state_folder() / "locks"
