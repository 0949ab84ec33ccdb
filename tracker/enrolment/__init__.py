"""A citizen's forløb: started, changed, paused and ended, and each change undone again."""
