"""The seal of this installation on a PDF (PAdES): made with a key of its own, and looked at as strictly as can be.

The seal proves the record, not the person: it says that this installation made the file, and that no byte of it has
changed since. The certificate is our own, signed by itself; whoever wants to be sure compares its fingerprint with the
one that is printed where outsiders keep it.
"""

import datetime as dt
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from asn1crypto import cms
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _

from alongside.kit import keyfile

FIELD = "Seal"
FOREVER = dt.datetime(2126, 1, 1, tzinfo=dt.UTC)
UNREADABLE = (
    ValueError, TypeError, LookupError, AttributeError, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion,
)  # fmt: skip
_RANGE = re.compile(rb"/ByteRange \[ *(\d{1,10}) +(\d{1,10}) +(\d{1,10}) +(\d{1,10}) *\]")


@dataclass(frozen=True)
class Key:
    """The private key and the certificate that goes with it."""

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate: by this outsiders know our seal."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


@dataclass(frozen=True)
class Look:
    """What a look at the seal of a file found. `faults` are in plain words; without any, it is whole."""

    fingerprint: str = ""
    inside: bytes = b""
    faults: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        return bool(self.fingerprint) and not self.faults


class NotSealed(Exception):
    """The file carries no seal that we could read; the message says what it is instead."""


def key(file: Path, *, since: dt.datetime) -> Key:
    """The key kept in `file`, made when there is none."""
    return _read(keyfile.kept(file, lambda: _made(since)))


def _made(since: dt.datetime) -> bytes:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Alongside: the seal of this place")])
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=True, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=False, crl_sign=False, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since - dt.timedelta(days=3650))  # a demonstration signs in its own past
        .not_valid_after(FOREVER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    return private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain) + certificate.public_bytes(
        serialization.Encoding.PEM
    )


def _read(pem: bytes) -> Key:
    private = serialization.load_pem_private_key(pem, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError("The seal is made with an elliptic curve key.")
    return Key(private, x509.load_pem_x509_certificate(pem))


def put_on(pdf: bytes, key: Key) -> bytes:
    """The PDF with our seal: certifying, no change allowed after it. What was sealed stays as it was, byte for byte."""
    # A second to import, and few processes ever seal.
    from asn1crypto import keys as asn1_keys  # noqa: PLC0415
    from asn1crypto import x509 as asn1  # noqa: PLC0415
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign import fields, signers  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    plain = serialization.NoEncryption()
    private = key.private.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, plain)
    signer = signers.SimpleSigner(
        signing_cert=asn1.Certificate.load(key.certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    how = signers.PdfSignatureMetadata(
        field_name=FIELD, subfilter=fields.SigSeedSubFilter.PADES, certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES, md_algorithm="sha256",
    )  # fmt: skip
    unseen = fields.InvisSigSettings(set_hidden_flag=True, set_print_flag=False, box_out_of_bounds=True)
    field = fields.SigFieldSpec(FIELD, readable_field_name="Seal of the place", invis_sig_settings=unseen)
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    sealed: bytes = _apart(lambda: signers.PdfSigner(how, signer, new_field_spec=field).sign_pdf(writer).getvalue())
    return sealed


def look(pdf: bytes) -> Look:
    """What the last seal of a file says, looked at byte by byte. Safe on whatever somebody sends: nothing is parsed as PDF.

    A seal of ours covers the whole file but its own digits, which are written in one way only. So every byte counts: what
    other programs let pass (other letters in the digits, words in the room behind them) is an alteration here.
    """
    where = list(_RANGE.finditer(pdf))
    if not where:
        raise NotSealed(_("It carries no seal."))
    start, first, second, last = map(int, where[-1].groups())
    faults = []
    if start != 0 or not 0 < first < second <= len(pdf) or pdf[first : first + 1] != b"<" or pdf[second - 1 : second] != b">":
        raise NotSealed(_("Its seal cannot be read: the places in the file that it speaks of are wrong."))
    if second + last != len(pdf):
        faults.append(_("Its length is not the one that was sealed: something was added at its end or taken off."))
    digits = pdf[first + 1 : second - 1]
    try:
        signed, der = _signed_data(digits)
        certificate = _certificate(signed["certificates"][0].chosen)
        signer = signed["signer_infos"][0]
        attributes = signer["signed_attrs"]
        digest = {one["type"].native: one["values"] for one in attributes}["message_digest"][0].native
        _check(certificate, signer["signature"].native, b"\x31" + attributes.dump()[1:])
    except UNREADABLE:
        return Look(faults=(_("The seal itself was altered: it does not fit its own certificate."),))
    if digits != der.hex().upper().encode().ljust(len(digits), b"0") or _rebuilt(signed) != der:
        faults.append(_("The digits of the seal were altered."))
    if hashlib.sha256(pdf[:first] + pdf[second:]).digest() != digest:
        faults.append(_("What stands under the seal was altered: it is not what was sealed."))
    return Look(certificate.fingerprint(hashes.SHA256()).hex(), _before(pdf[:first]), tuple(faults))


def agrees(pdf: bytes) -> bool:
    """What pyHanko, whose makers know every trick that was played on seals, says of the same file: its bottom line.

    Only for files that `look` found whole and that carry a seal that we know: it reads the whole structure of the file.
    """
    from asn1crypto import x509 as asn1  # noqa: PLC0415
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415
    from pyhanko.sign.validation import validate_pdf_signature  # noqa: PLC0415
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415

    try:
        seals = PdfFileReader(io.BytesIO(pdf)).embedded_signatures
        if len(seals) != 1:
            return False
        own = asn1.Certificate.load(seals[0].signer_cert.dump())
        context = ValidationContext(trust_roots=[own], allow_fetching=False)
        return bool(_apart(lambda: validate_pdf_signature(seals[0], context).bottom_line))
    except (PdfReadError, ValueError, RecursionError):
        return False


def _apart(do: Callable[[], Any]) -> Any:
    """In a thread of its own: pyHanko starts an event loop, which it may not where one is running."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(do).result()


def attached(pdf: bytes, name: str) -> bytes:
    """What was put into a PDF under this name. Only for files that `look` found whole. Raises LookupError."""
    from pyhanko.pdf_utils.misc import PdfReadError  # noqa: PLC0415
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    try:
        for key, spec in _names(PdfFileReader(io.BytesIO(pdf)).root["/Names"]["/EmbeddedFiles"]):
            if key == name:
                content: bytes = spec["/EF"]["/F"].data
                return content
    except (PdfReadError, ValueError, TypeError, AttributeError, RecursionError) as why:
        raise LookupError(name) from why
    raise LookupError(name)


def _names(tree: Any) -> Iterator[tuple[str, Any]]:
    leaves = tree.get("/Names", [])
    for at in range(0, len(leaves), 2):
        yield str(leaves[at]), leaves[at + 1]
    for kid in tree.get("/Kids", []):
        yield from _names(kid.get_object() if hasattr(kid, "get_object") else kid)


def _certificate(one: Any) -> x509.Certificate:
    if one.serial_number <= 0:
        raise ValueError("no serial number has ever been so low")
    return x509.load_der_x509_certificate(one.dump())


def _signed_data(digits: bytes) -> tuple[Any, bytes]:
    packed = bytes.fromhex(digits.decode("ascii"))
    content = cms.ContentInfo.load(packed)
    return content["content"], content.dump()


def _rebuilt(signed: Any) -> bytes:
    """The same seal as it is written from its parts: nothing can hide between them."""
    signer = signed["signer_infos"][0]
    attributes = cms.CMSAttributes([{"type": one["type"].native, "values": one["values"]} for one in signer["signed_attrs"]])
    own = signed["certificates"][0].chosen
    parts = cms.SignedData({
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [own],
        "signer_infos": [{
            "version": "v1",
            "sid": cms.SignerIdentifier({
                "issuer_and_serial_number": cms.IssuerAndSerialNumber({"issuer": own.issuer, "serial_number": own.serial_number})
            }),
            "digest_algorithm": {"algorithm": "sha256"},
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_ecdsa"},
            "signature": signer["signature"].native,
        }],
    })  # fmt: skip
    return bytes(cms.ContentInfo({"content_type": "signed_data", "content": parts}).dump())


def _check(certificate: x509.Certificate, signature: bytes, signed: bytes) -> None:
    public = certificate.public_key()
    if not isinstance(public, ec.EllipticCurvePublicKey):
        raise TypeError("another kind of key")
    public.verify(signature, signed, ec.ECDSA(hashes.SHA256()))
    certificate.verify_directly_issued_by(certificate)


def _before(pdf: bytes) -> bytes:
    """The file as it was before it was sealed: up to the end of the revision before."""
    return pdf[: pdf.rfind(b"%%EOF\n") + 6] if b"%%EOF\n" in pdf else pdf[: pdf.rfind(b"%%EOF") + 5]
