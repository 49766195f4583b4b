"""What can be edited of everything, and the editors that do it: inspector and guides show them."""
