"""Keeps the store healthy: copies, erasure, the nightly work, and the doctor."""
