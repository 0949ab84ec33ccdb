"""A citizen's forløb: begun, changed, paused, ended, and each change taken back."""
