"""What people see: one page with its actions is one file, one template, one test."""
