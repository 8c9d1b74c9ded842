"""From trigger words to the events of an article: which tell of one attack, of what kind, and which are news."""
