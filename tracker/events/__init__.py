"""What citizens say they did: let in, folded into state, never lost."""
