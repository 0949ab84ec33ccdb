"""Talks: agreed, brought in, held, printed, put into calendars and noted."""
