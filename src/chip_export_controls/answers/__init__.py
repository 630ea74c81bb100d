"""One module a question, named as the function that answers it."""
