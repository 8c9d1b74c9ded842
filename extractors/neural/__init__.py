"""The model's components, read in batches with numpy."""
