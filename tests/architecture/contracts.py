"""What import-linter is to hold beside its own kinds of contract."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output

OWN = frozenset({"models", "forms", "views", "migrations"})
"""The modules of a room that are nobody else's; neighbours use its actions, queries and rules."""


class Neighbours(Contract):
    """No room reaches into what another room keeps to itself, at whatever depth. Annotations may name it.

    The forms of `design` are made for all: the house's fields and widgets.
    """

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every import of one room's own modules by another room."""
        breaches = sorted(
            (importer, imported)
            for importer in graph.modules
            for imported in graph.find_modules_directly_imported_by(importer)
            if _private(imported) and _room(importer) != _room(imported)
        )
        return ContractCheck(kept=not breaches, metadata={"breaches": breaches})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line per breach."""
        for importer, imported in check.metadata["breaches"]:
            output.print_error(f"{importer} imports {imported}: ask {_room(imported)}'s actions, queries or rules")


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def _private(module: str) -> bool:
    return module.split(".")[2:3] != [] and module.split(".")[2] in OWN and _room(module) != "design"
