"""Keeps the store healthy: copies, the nightly work, what is erased when, and the doctor."""
