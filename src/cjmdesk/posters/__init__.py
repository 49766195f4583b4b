"""What goes on paper: papers, fitting a map to a sheet, pages."""
