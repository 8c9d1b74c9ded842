"""Names of places: which are meant as places, what they do in a sentence, and where an event was."""
