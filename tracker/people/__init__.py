"""Citizens and staff: taken in, handed over, erased, and what is stored about each."""
