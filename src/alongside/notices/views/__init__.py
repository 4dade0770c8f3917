"""What officers see of the mail, and what everybody chooses of it."""
