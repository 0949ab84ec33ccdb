"""Jobvej: from Markdown courses and storyboards to a site and its films."""
