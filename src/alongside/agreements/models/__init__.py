"""The shape of the room: agreements and their partners, the text and its versions, and signing."""

from alongside.agreements.models.agreement import Agreement, AgreementQuerySet, Party, PartyQuerySet
from alongside.agreements.models.signing import Invitation, RegisterEntry, Signature, SigningTrace, Withdrawal
from alongside.agreements.models.text import (
    Clause,
    ClauseQuerySet,
    Comment,
    Promiser,
    Version,
    VersionClause,
    VersionQuerySet,
    Wording,
)

__all__ = [
    "Agreement",
    "AgreementQuerySet",
    "Clause",
    "ClauseQuerySet",
    "Comment",
    "Invitation",
    "Party",
    "PartyQuerySet",
    "Promiser",
    "RegisterEntry",
    "Signature",
    "SigningTrace",
    "Version",
    "VersionClause",
    "VersionQuerySet",
    "Withdrawal",
    "Wording",
]
