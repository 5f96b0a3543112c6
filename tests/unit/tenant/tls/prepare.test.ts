import assert from "node:assert/strict";
import { createPrivateKey, createPublicKey, X509Certificate } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate, id_ce_nameConstraints, NameConstraints } from "@peculiar/asn1-x509";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { issueAuthority, issueServer, newKey, privateKeyPem } from "../../../../tenant/tls/issue";
import { prepareTls } from "../../../../tenant/tls/prepare";

/** 2026-03-01T00:00:00Z */
const START = 1_772_323_200_000;
const DAY = 86_400_000;
const FILES = ["ca-key.pem", "ca.pem", "server.pem"] as const;

type Files = Record<(typeof FILES)[number], string>;

describe("certificates of the tenant", () => {
  let folder = "";
  beforeEach(() => {
    // In a folder that is not there yet.
    folder = join(mkdtempSync(join(tmpdir(), "apisettings-tls-")), "a", "tls");
  });
  afterEach(() => rmSync(join(folder, "../.."), { recursive: true, force: true }));

  const file = (name: string): string => join(folder, name);
  const prepare = (days = 0) => prepareTls({ folder }, () => START + days * DAY);
  const files = (): Files =>
    Object.fromEntries(FILES.map((name) => [name, readFileSync(file(name), "utf8")])) as Files;
  const days = (text: string): number => (Date.parse(text) - START) / DAY;
  const authority = (): X509Certificate => new X509Certificate(files()["ca.pem"]);
  const server = (): X509Certificate => new X509Certificate(files()["server.pem"]);
  const isTrusted = (certificate: X509Certificate, by: X509Certificate): boolean =>
    certificate.checkIssued(by) && certificate.verify(by.publicKey);

  it("are made on first use, under a CA of their own", () => {
    const { caFile, server: pem } = prepare();
    assert.equal(caFile, file("ca.pem"));
    assert.equal(pem, files()["server.pem"]);
    assert.ok(isTrusted(server(), authority()));
    assert.ok(server().checkPrivateKey(createPrivateKey(pem)));
    assert.equal(server().subjectAltName, "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1");
    assert.equal(server().ca, false);
    assert.equal(server().checkHost("example.com"), undefined);
    assert.equal(server().checkIP("127.0.0.2"), undefined);
  });

  it("leave private keys to their owner, and nothing else in the folder", () => {
    prepare();
    assert.deepEqual(readdirSync(folder).sort(), [...FILES]);
    const modes = ["", ...FILES].map((name) => (statSync(file(name)).mode & 0o777).toString(8));
    assert.deepEqual(modes, ["700", "600", "644", "600"]);
    const { "ca-key.pem": secret, ...others } = files();
    assert.equal(others["ca.pem"].includes("PRIVATE"), false);
    const own = createPublicKey(createPrivateKey(others["server.pem"]));
    assert.equal(
      own.equals(createPublicKey(createPrivateKey(secret))),
      false,
      "the CA's key serves no requests",
    );
  });

  it("end: the CA after 365 days, the server's after 90", () => {
    prepare();
    assert.equal(days(authority().validTo), 365);
    assert.equal(days(server().validTo), 90);
    assert.equal(days(server().validFrom), -1 / 24);
  });

  it("let the CA sign for loopback names only, and no further CA", () => {
    prepare();
    const parsed = AsnConvert.parse(authority().raw, Certificate).tbsCertificate.extensions ?? [];
    const constraints = parsed.find(({ extnID }) => extnID === id_ce_nameConstraints);
    assert.equal(constraints?.critical, true);
    const { permittedSubtrees, excludedSubtrees } = AsnConvert.parse(
      constraints.extnValue.buffer,
      NameConstraints,
    );
    assert.deepEqual(
      [...(permittedSubtrees ?? [])].map(({ base }) => base.dNSName ?? base.iPAddress),
      ["localhost", "127.0.0.1/32", "::1/128"],
    );
    assert.equal(excludedSubtrees, undefined);
    assert.equal(authority().ca, true);
    // DER of basicConstraints: CA, path length 0.
    assert.ok(authority().raw.includes(Buffer.from("30060101ff020100", "hex")));
  });

  for (const later of [0, 1, 59]) {
    it(`are the same ${later} days later`, () => {
      prepare();
      const before = files();
      assert.equal(prepare(later).server, before["server.pem"]);
      assert.deepEqual(files(), before);
    });
  }

  it("the server's is made again when it has 30 days left, the CA stays", () => {
    prepare();
    const before = files();
    prepare(60);
    assert.notEqual(files()["server.pem"], before["server.pem"]);
    assert.deepEqual({ ...files(), "server.pem": "" }, { ...before, "server.pem": "" });
    assert.equal(days(server().validTo), 150);
  });

  it("the server's does not outlive the CA's", () => {
    prepare();
    prepare(320);
    assert.equal(days(server().validTo), 365);
    const before = files();
    prepare(334);
    assert.deepEqual(files(), before, "made once, not at each start");
  });

  it("the CA's is renewed when it has 30 days left; who trusts the old one or serves under it goes on", () => {
    prepare(300);
    rmSync(file("server.pem"));
    prepare(300);
    const [oldAuthority, oldServer, oldKey] = [authority(), server(), files()["ca-key.pem"]];
    prepare(635);
    assert.equal(days(authority().validTo), 1_000);
    assert.equal(files()["ca-key.pem"], oldKey);
    assert.ok(isTrusted(oldServer, authority()));
    assert.ok(isTrusted(server(), oldAuthority));
  });

  it("are made again when they are of the future", () => {
    prepare(10);
    const before = files();
    prepare(0);
    assert.notEqual(files()["ca.pem"], before["ca.pem"]);
    assert.notEqual(files()["server.pem"], before["server.pem"]);
    assert.equal(days(authority().validTo), 365);
  });

  const period = { from: START - DAY, to: START + 80 * DAY };
  const misfits: [what: string, make: (caKey: string) => string][] = [
    ["empty", () => ""],
    ["damaged", () => "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"],
    ["without its key", (caKey) => issueServer(createPrivateKey(caKey), newKey(), period)],
    [
      "with another key",
      (caKey) => issueServer(createPrivateKey(caKey), newKey(), period) + privateKeyPem(newKey()),
    ],
    [
      "of another CA",
      () => {
        const key = newKey();
        return issueServer(newKey(), key, period) + privateKeyPem(key);
      },
    ],
    [
      "that nobody signed",
      (caKey) => {
        const key = newKey();
        const der = Buffer.from(new X509Certificate(issueServer(createPrivateKey(caKey), key, period)).raw);
        // The last byte of a certificate belongs to its signature.
        der.writeUInt8((der.at(-1) ?? 0) ^ 1, der.length - 1);
        const base64 = der.toString("base64");
        return `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n${privateKeyPem(key)}`;
      },
    ],
    ...[
      ["without 127.0.0.1", [{ dNSName: "localhost" }, { iPAddress: "::1" }]],
      ["without ::1", [{ dNSName: "localhost" }, { iPAddress: "127.0.0.1" }]],
      ["without localhost", [{ iPAddress: "127.0.0.1" }, { iPAddress: "::1" }]],
    ].map(([what, names]): [string, (caKey: string) => string] => [
      String(what),
      (caKey) => {
        const key = newKey();
        const certificate = issueServer(createPrivateKey(caKey), key, period, names as { dNSName: string }[]);
        return certificate + privateKeyPem(key);
      },
    ]),
  ];
  for (const [what, make] of misfits) {
    it(`a server's certificate ${what} is replaced`, () => {
      prepare();
      const { "ca.pem": ca, "ca-key.pem": key } = files();
      writeFileSync(file("server.pem"), make(key));
      const { server: pem } = prepare();
      assert.ok(isTrusted(server(), authority()) && server().checkPrivateKey(createPrivateKey(pem)));
      assert.equal(days(server().validTo), 90);
      assert.deepEqual([files()["ca.pem"], files()["ca-key.pem"]], [ca, key]);
    });
  }

  it("a CA's certificate that is damaged or of another key is replaced, its key kept", () => {
    prepare();
    const before = files();
    const foreign = issueAuthority(newKey(), { from: START - DAY, to: START + 80 * DAY });
    const key = createPrivateKey(before["ca-key.pem"]);
    const noAuthority = issueServer(key, key, { from: START - DAY, to: START + 80 * DAY });
    for (const text of ["", before["server.pem"], foreign, noAuthority]) {
      writeFileSync(file("ca.pem"), text);
      prepare();
      assert.equal(files()["ca-key.pem"], before["ca-key.pem"]);
      assert.ok(isTrusted(server(), authority()));
      assert.ok(authority().ca);
    }
  });

  const refused = (mentions: RegExp) => (error: unknown) =>
    isApiSettingsError(error, "invalid-settings") && mentions.test(error.message);

  for (const name of ["ca-key.pem", "server.pem"]) {
    it(`refuses a ${name} that others can read`, () => {
      prepare();
      chmodSync(file(name), 0o640);
      const before = files();
      assert.throws(prepare, refused(new RegExp(`private key .*${name} is not this user's alone`)));
      assert.deepEqual(files(), before);
    });
  }

  it("does not replace a CA key that cannot be read", () => {
    prepare();
    writeFileSync(file("ca-key.pem"), "nothing");
    assert.throws(prepare, refused(/holds no private key\. Delete its folder/));
    assert.equal(files()["ca-key.pem"], "nothing");
  });

  it("says in a sentence that the folder cannot be used", () => {
    prepare();
    const inTheWay = file("ca.pem");
    assert.throws(() => prepareTls({ folder: inTheWay }), refused(/ca\.pem cannot be used .*\(EEXIST\)/));
    assert.throws(() => prepareTls({ folder: join(inTheWay, "x") }), refused(/\(ENOTDIR\)/));
  });
});
