"""Who signs in here."""

import uuid
from typing import ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, **facts: object) -> "Person":
        person = self.model(email=email.strip().lower(), **facts)
        person.set_unusable_password()
        person.save()
        return person


class Person(AbstractBaseUser):
    """Somebody with an account. There are no passwords: a code comes by mail, or a link is printed in the terminal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_address"),)

    def __str__(self) -> str:
        return self.name or self.email

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether one of this person's seats allows it; asked of the authentication backends."""
        return self.is_active and any(b.has_perm(self, perm, obj) for b in get_backends() if hasattr(b, "has_perm"))
