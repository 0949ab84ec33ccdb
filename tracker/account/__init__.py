"""What is told of one citizen: before a talk to both sides, and on Dine opgaver."""
