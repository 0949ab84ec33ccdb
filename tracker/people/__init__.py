"""Citizens and staff: taken in, handed over, read along, and what is held about each."""
