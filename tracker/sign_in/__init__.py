"""Signing in: codes, passwords, the municipality's own service, and MitID."""
