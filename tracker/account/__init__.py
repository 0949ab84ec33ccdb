"""What is said about one citizen: to both sides before a talk, and on Dine opgaver."""
