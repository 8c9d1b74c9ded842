"""The tables of the store: `rows` is all of them, `listed` the light look at events for a quick start."""
