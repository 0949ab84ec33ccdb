"""What keeps the store fit: copies, erasure, the nightly work, and the doctor."""
