"""The pages where officers look after the place."""
