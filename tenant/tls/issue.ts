/**
 * Makes the certificates of the tenant's https: X.509 version 3 (RFC 5280) with ECDSA over P-256. It is loaded only when
 * one has to be made, because the ASN.1 packages take longer to load than all the rest of `--tls`.
 */
import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from "node:crypto";
import { AsnConvert, OctetString } from "@peculiar/asn1-schema";
import {
  AlgorithmIdentifier,
  AttributeTypeAndValue,
  AttributeValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  ExtendedKeyUsage,
  Extension,
  Extensions,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_authorityKeyIdentifier,
  id_ce_basicConstraints,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_ce_nameConstraints,
  id_ce_subjectAltName,
  id_ce_subjectKeyIdentifier,
  id_kp_serverAuth,
  KeyIdentifier,
  KeyUsage,
  KeyUsageFlags,
  Name,
  NameConstraints,
  RelativeDistinguishedName,
  SubjectAlternativeName,
  SubjectKeyIdentifier,
  SubjectPublicKeyInfo,
  TBSCertificate,
  Validity,
  Version,
} from "@peculiar/asn1-x509";

export interface Period {
  /** Milliseconds since the Unix epoch. */
  readonly from: number;
  readonly to: number;
}

export type ServerName = { readonly dNSName: string } | { readonly iPAddress: string };

const TENANT_NAMES: readonly ServerName[] = [
  { dNSName: "localhost" },
  { iPAddress: "127.0.0.1" },
  { iPAddress: "::1" },
];
const ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
const COMMON_NAME = "2.5.4.3";

export function newKey(): KeyObject {
  return generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
}

export function privateKeyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/**
 * The CA's own certificate. Whoever trusts it trusts its key, so it says how little that key may do: sign server
 * certificates (no further CAs) for this machine's loopback names, and nothing else. Node.js, OpenSSL and Go
 * refuse what goes beyond that.
 */
export function issueAuthority(authorityKey: KeyObject, period: Period): string {
  const key = publicKeyOf(authorityKey);
  const permitted = [
    // In constraints, addresses stand with their mask (RFC 5280, section 4.2.1.10).
    { dNSName: "localhost" },
    { iPAddress: "127.0.0.1/32" },
    { iPAddress: "::1/128" },
  ].map((name) => new GeneralSubtree({ base: new GeneralName(name) }));
  return issue(authorityKey, authorityName(key), authorityName(key), key, period, [
    extension(id_ce_basicConstraints, new BasicConstraints({ cA: true, pathLenConstraint: 0 }), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.keyCertSign), true),
    extension(
      id_ce_nameConstraints,
      new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) }),
      true,
    ),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(identifierOf(key))),
  ]);
}

/** A certificate for a server; the tenant's has every name by which it answers. */
export function issueServer(
  authorityKey: KeyObject,
  serverKey: KeyObject,
  period: Period,
  names: readonly ServerName[] = TENANT_NAMES,
): string {
  const authority = publicKeyOf(authorityKey);
  const key = publicKeyOf(serverKey);
  return issue(authorityKey, authorityName(authority), nameOf("localhost"), key, period, [
    extension(id_ce_basicConstraints, new BasicConstraints(), true),
    extension(id_ce_keyUsage, new KeyUsage(KeyUsageFlags.digitalSignature), true),
    extension(id_ce_extKeyUsage, new ExtendedKeyUsage([id_kp_serverAuth])),
    extension(id_ce_subjectAltName, new SubjectAlternativeName(names.map((name) => new GeneralName(name)))),
    extension(id_ce_subjectKeyIdentifier, new SubjectKeyIdentifier(identifierOf(key))),
    extension(
      id_ce_authorityKeyIdentifier,
      new AuthorityKeyIdentifier({ keyIdentifier: new KeyIdentifier(identifierOf(authority)) }),
    ),
  ]);
}

function issue(
  authorityKey: KeyObject,
  issuer: Name,
  subject: Name,
  subjectKey: SubjectPublicKeyInfo,
  { from, to }: Period,
  extensions: Extension[],
): string {
  const signature = new AlgorithmIdentifier({ algorithm: ECDSA_WITH_SHA256 });
  const serial = randomBytes(16);
  // Positive, and of full length: the first bit is the sign, a zero byte before it would not be DER.
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const tbsCertificate = new TBSCertificate({
    version: Version.v3,
    serialNumber: bufferOf(serial),
    signature,
    issuer,
    validity: new Validity({ notBefore: new Date(from), notAfter: new Date(to) }),
    subject,
    subjectPublicKeyInfo: subjectKey,
    extensions: new Extensions(extensions),
  });
  const signatureValue = sign("sha256", Buffer.from(AsnConvert.serialize(tbsCertificate)), authorityKey);
  const der = AsnConvert.serialize(
    new Certificate({
      tbsCertificate,
      signatureAlgorithm: signature,
      signatureValue: bufferOf(signatureValue),
    }),
  );
  const lines = Buffer.from(der)
    .toString("base64")
    .replace(/.{64}(?!$)/g, "$&\n");
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function extension(id: string, value: object, critical = false): Extension {
  return new Extension({
    extnID: id,
    critical,
    extnValue: new OctetString(AsnConvert.serialize(value)),
  });
}

function publicKeyOf(privateKey: KeyObject): SubjectPublicKeyInfo {
  const der = createPublicKey(privateKey).export({ type: "spki", format: "der" });
  return AsnConvert.parse(der, SubjectPublicKeyInfo);
}

/** RFC 5280, section 4.2.1.2, first method. */
function identifierOf(key: SubjectPublicKeyInfo): ArrayBuffer {
  return bufferOf(createHash("sha1").update(Buffer.from(key.subjectPublicKey)).digest());
}

/** Its key is in its name, so that the CAs of two machines are not taken for each other. */
function authorityName(key: SubjectPublicKeyInfo): Name {
  return nameOf(`apisettings local tenant ${Buffer.from(identifierOf(key)).toString("hex").slice(0, 8)}`);
}

function nameOf(commonName: string): Name {
  const value = new AttributeValue({ utf8String: commonName });
  return new Name([new RelativeDistinguishedName([new AttributeTypeAndValue({ type: COMMON_NAME, value })])]);
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
