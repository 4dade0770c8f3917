"""What people see and do here."""
