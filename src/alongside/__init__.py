"""A place where voluntary groups, the council and the NHS work alongside each other as equals."""

__version__ = "0.1.0"
