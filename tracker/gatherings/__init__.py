"""Job clubs and webinars: what several citizens do together."""
