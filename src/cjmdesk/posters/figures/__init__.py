"""What a map says in figures: tables with their bars, for paper, for the window and for spreadsheets."""
