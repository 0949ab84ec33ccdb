"""Jobvej's tracker: who has done what, for the citizen and the consultant alike."""
