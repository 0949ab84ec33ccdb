"""Who is at the door: codes, passwords, the municipality's own service, MitID."""
