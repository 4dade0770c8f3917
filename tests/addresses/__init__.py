"""Every address of the house: what each persona gets there, and whose the things in it are. One module per room, or per
group of a room's pages; what it says is gathered by `table`, so that a new room only adds its module here.

A module says `ROWS`: the full name of each address, and what it answers. If its addresses name things, it says whose they
are: `OWNERS` (a kind of thing, and its organisation), `NOBODYS` (kinds that belong to the place or to everybody), and
`OF_THE_PLACE` (addresses that name things by other means than a key, and are for officers alone).
"""
