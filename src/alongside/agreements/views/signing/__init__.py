"""The screens of signing."""
