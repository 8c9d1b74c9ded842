"""Who was harmed, how many, of which party, and how tellings of it become one toll."""
