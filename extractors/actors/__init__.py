"""Who did it, who is said to have, and who says so."""
