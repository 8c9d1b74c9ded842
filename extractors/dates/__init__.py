"""Date expressions: where they stand, how they are built, what they count from, which act they belong to."""
