"""All writes to the words for needs."""

from alongside.terms.actions.common import make_common, make_uncommon
from alongside.terms.actions.editing import WrongMove, add, bring_back, change, merge, rename, retire, reword
from alongside.terms.actions.importing import Imported, import_taxonomy
from alongside.terms.actions.needs import Loaded, load_needs, shipped_needs

__all__ = [
    "Imported",
    "Loaded",
    "WrongMove",
    "add",
    "bring_back",
    "change",
    "import_taxonomy",
    "load_needs",
    "make_common",
    "make_uncommon",
    "merge",
    "rename",
    "retire",
    "reword",
    "shipped_needs",
]
