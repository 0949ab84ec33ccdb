"""Numbers about many, from which nobody can be found."""
