"""What ties the records to each other and to their sources."""
