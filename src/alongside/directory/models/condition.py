"""How well a service is kept, and whether the web addresses of services still answer."""

from django.db import models

from alongside.directory.models.service import Service


class Condition(models.Model):
    """What is wrong with how one service is kept, written with it: the higher the score, the sooner somebody should look.

    `troubles` are those of `queries.condition` and `patches` the slugs of those it is in, each between bars ("|north|west|"),
    so that a list is narrowed by one of them.
    """

    service = models.OneToOneField(Service, primary_key=True, on_delete=models.CASCADE, related_name="condition")
    score = models.PositiveSmallIntegerField(db_index=True)
    troubles = models.CharField(max_length=300, blank=True)
    patches = models.TextField(blank=True)
    bounced = models.BooleanField(default=False)

    class Meta:
        ordering = ("-score", "service_id")

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def codes(self) -> list[str]:
        """Its troubles, the worst first."""
        return self.troubles.strip("|").split("|") if self.troubles else []


class Link(models.Model):
    """A web address that services give: when it was last tried, since when it fails, and on how many days it did."""

    url = models.URLField(max_length=500, unique=True)
    checked_on = models.DateField()
    failed_on = models.DateField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("url",)

    def __str__(self) -> str:
        return self.url
