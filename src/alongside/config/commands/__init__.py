"""One module per sub-command of `./alongside`."""
