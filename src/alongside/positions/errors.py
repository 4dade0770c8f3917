"""Moves that this room does not allow. The text of each says why, to the person who asked."""


class Refused(Exception):
    """The room does not allow this move."""


class Unreached(Refused):
    """Nobody there can be written to."""


class NotTheirs(Refused):
    """This person does not speak for that organisation, or nobody asked it."""


class Closed(Refused):
    """The discussion is over, or the text is another by now."""


class NeedsWords(Refused):
    """A doubt is said in words."""


class Settled(Refused):
    """The disagreement has ended."""
