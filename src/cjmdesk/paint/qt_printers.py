"""The printers of this computer, as Qt knows them: it asks the print service and waits for its answer."""

from PySide6.QtPrintSupport import QPrinterInfo

from cjmdesk.text.qt_faces import ensure_application


def printer_names() -> list[str]:
    """The printers of this computer; without one, Qt would pretend that a PDF is one."""
    ensure_application()
    return list(QPrinterInfo.availablePrinterNames())
