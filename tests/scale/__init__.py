"""What the house does at scale. Each module says `LISTS`: the lists of a room, and how each is filled; `test_lists` gathers
them, so that a new room only adds its module here.
"""
