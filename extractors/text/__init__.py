"""From characters to sentences the model can read: layout, entries, case, plain characters."""
