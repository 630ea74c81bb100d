"""Text copies of documents, and the places in them that claims rest on."""
