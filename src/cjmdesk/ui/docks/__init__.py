"""The panels beside the sheet: navigator and inspector."""
