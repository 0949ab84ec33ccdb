"""What citizens say they did: checked, folded into state, and never lost."""
