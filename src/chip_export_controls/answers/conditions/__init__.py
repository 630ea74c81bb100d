"""What a product, its use and its destination are held against."""
