"""What was fired, of what calibre, from what, and how many: names, codes, counts, the accounts of a salvo."""
