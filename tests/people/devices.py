"""A device that holds a passkey, in software: it answers as a browser would."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from alongside.people.models import Person

SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Device:
    """One passkey, for the site at `origin`. `seen` says whether its owner was there and known to it."""

    origin: str = "http://localhost"
    rp: str = "localhost"
    seen: AuthenticatorData.FLAG = SEEN
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    def makes(self, options: dict[str, Any]) -> str:
        """What the browser sends after making a passkey."""
        public = AttestedCredentialData.create(b"\0" * 16, self.id, ES256.from_cryptography_key(self.key.public_key()))
        data = AuthenticatorData.create(self._hash(), self.seen | AuthenticatorData.FLAG.AT, 0, public)
        made = AttestationObject.create("none", data, {})
        client = self._client("webauthn.create", options["publicKey"]["challenge"])
        return self._says({"attestationObject": websafe_encode(bytes(made)), "clientDataJSON": websafe_encode(client)})

    def uses(self, options: dict[str, Any], person: Person) -> str:
        """What the browser sends after signing with it."""
        client = self._client("webauthn.get", options["publicKey"]["challenge"])
        data = bytes(AuthenticatorData.create(self._hash(), self.seen, 0))
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._says({
            "authenticatorData": websafe_encode(data),
            "clientDataJSON": websafe_encode(client),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(str(person.pk).encode()),
        })  # fmt: skip

    def kept_for(self, person: Person, name: str) -> Authenticator:
        """As we keep it when it has been made."""
        credential = json.loads(self.makes({"publicKey": {"challenge": websafe_encode(b"asked")}}))
        return Authenticator.objects.create(
            user=person, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
        )

    def _hash(self) -> bytes:
        return hashlib.sha256(self.rp.encode()).digest()

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _says(self, response: dict[str, str]) -> str:
        said = {"type": "public-key", "id": websafe_encode(self.id), "rawId": websafe_encode(self.id)}
        return json.dumps({**said, "response": response, "clientExtensionResults": {"credProps": {"rk": True}}})
