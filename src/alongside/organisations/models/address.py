"""Where an organisation is. Many a group's address is somebody's home, so it is shown only by consent."""

import uuid

from django.db import models

from alongside.organisations.models.organisation import Organisation
from alongside.people.consent import Publish
from alongside.places.address import Address


class OrganisationAddress(Address):
    """The address an organisation gets its post at, and whether it may be shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="address")
    publish = models.CharField(max_length=8, choices=Publish.choices, default=Publish.UNKNOWN)
    said_by = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)
    said_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("organisation_id",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(publish="unknown", said_at=None)
                | (~models.Q(publish="unknown") & models.Q(said_at__isnull=False)),
                name="address_consent_has_a_date",
            ),
        )

    def __str__(self) -> str:
        return f"address of {self.organisation_id}"

    @property
    def lines(self) -> list[str]:
        """What stands on an envelope, below the name."""
        return [line for line in (self.line_1, self.line_2, self.town, self.county, self.postcode) if line]

    @property
    def is_public(self) -> bool:
        return self.publish == Publish.YES and not self.hidden
