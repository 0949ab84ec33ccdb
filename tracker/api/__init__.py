"""The client's API: one file per address."""
