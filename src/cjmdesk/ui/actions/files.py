"""The commands of the File menu."""

from cjmdesk.i18n import N_
from cjmdesk.ui.actions.action import (
    RECENT,
    SEPARATOR,
    Action,
    Menu,
    has_project,
    has_sheet,
)

ACTIONS = (
    Action(
        "new",
        N_("New from Template…"),
        N_("Start a project from a type of map, a worked example or a template of your own"),
        ("Ctrl+N",),
        "file-plus",
        short=N_("New"),
    ),
    Action(
        "new_window",
        N_("New Window"),
        N_("Open another window with the start page"),
        ("Ctrl+Shift+N",),
        "copy-plus",
    ),
    Action(
        "open",
        N_("Open…"),
        N_("Open a project, or a table, text or diagram of another program"),
        ("Ctrl+O",),
        "folder-open",
        short=N_("Open"),
    ),
    Action("save", N_("Save"), N_("Save the project"), ("Ctrl+S",), "save", has_project, short=N_("Save")),
    Action(
        "save_as",
        N_("Save As…"),
        N_("Save the project under another name"),
        ("Ctrl+Shift+S",),
        "square-pen",
        has_project,
    ),
    Action(
        "save_template",
        N_("Save as Template…"),
        N_("Keep this map or project among your own templates, with or without its cards"),
        (),
        "layout-template",
        has_sheet,
    ),
    Action(
        "save_copy", N_("Save a Copy…"), N_("Write a copy and go on with this file"), (), "copy", has_project
    ),
    Action(
        "print",
        N_("Print…"),
        N_("Print this map on one sheet or many, or save what would be printed as a PDF"),
        ("Ctrl+P",),
        "printer",
        has_sheet,
        short=N_("Print…"),
    ),
    Action(
        "export_poster",
        N_("Export Poster…"),
        N_("Make a poster of this map as PDF, SVG or PNG"),
        ("Ctrl+E",),
        "file-down",
        has_sheet,
        short=N_("Export Poster…"),
    ),
    Action(
        "export_csv",
        N_("Table (CSV)…"),
        N_("Write this map as a table for a spreadsheet"),
        (),
        "file-spreadsheet",
        has_sheet,
    ),
    Action(
        "export_xlsx",
        N_("Excel Workbook…"),
        N_("Write all of this map into a workbook, with every fact in tables"),
        (),
        "file-spreadsheet",
        has_sheet,
    ),
    Action(
        "export_ics",
        N_("Calendar of Due Dates…"),
        N_("Write the due dates of the solutions for a calendar program"),
        (),
        "calendar",
        has_sheet,
    ),
    Action(
        "export_md", N_("Markdown…"), N_("Write this map as a text with tables"), (), "file-text", has_sheet
    ),
    Action(
        "export_mmd", N_("Mermaid…"), N_("Write this map as a Mermaid journey"), (), "workflow", has_sheet
    ),
    Action(
        "export_html",
        N_("Web Page (HTML)…"),
        N_("Write this map as one page with a table and the poster as a picture"),
        (),
        "globe",
        has_sheet,
    ),
    Action("export_json", N_("JSON…"), N_("Write this map as plain JSON"), (), "file", has_sheet),
    Action(
        "recover",
        N_("Recover Unsaved Work…"),
        N_("Bring back what a crash left unsaved"),
        (),
        "life-buoy",
    ),
    Action(
        "restore_version",
        N_("Restore Version…"),
        N_("Look at earlier versions of this file, and go back to one"),
        (),
        "history",
        has_project,
    ),
    Action("close", N_("Close"), N_("Close this window"), ("Ctrl+W",), "x"),
    Action("quit", N_("Quit"), N_("Close all windows"), ("Ctrl+Q",), "power"),
)

_DATA = Menu(
    "data",
    N_("Export Data"),
    ("export_csv", "export_xlsx", "export_html", "export_md", "export_mmd", "export_json", "export_ics"),
    "file-up",
)
_RECENT = Menu("recent", N_("Open Recent"), (RECENT,), "history")

MENU = Menu(
    "file",
    N_("&File"),
    (
        *("new", "new_window", "open", _RECENT, SEPARATOR),
        *("save", "save_as", "save_copy", "save_template", "restore_version", "recover", SEPARATOR),
        *("print", "export_poster", _DATA, SEPARATOR, "close", "quit"),
    ),
)
