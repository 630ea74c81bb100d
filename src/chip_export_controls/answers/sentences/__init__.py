"""What an answer says beside its rows: the verdict, what is missing, what is refused."""
