/**
 * What the tenant needs to serve https: a CA that is made on first use and kept, so that it has to be trusted only once,
 * and a server certificate under it.
 *
 * The CA's key stays the same for as long as its folder exists; its certificate is renewed. A client that still has the
 * old certificate, or a tenant that still runs with an old one of its own, therefore goes on working, and it does no
 * harm when two processes renew at once.
 */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { join } from "node:path";
import { ApiSettingsError } from "../../provider/model/errors";
import type { TlsOptions } from "../options";
import {
  createFile,
  defaultFolder,
  openFolder,
  PRIVATE,
  PUBLIC,
  readText,
  refuseShared,
  replaceFile,
} from "./files";
import type { Period } from "./issue";

export interface Tls {
  /** PEM with the server's certificate and its private key. */
  readonly server: string;
  /** File with the CA's certificate, for clients. */
  readonly caFile: string;
}

const DAY = 86_400_000;
const AUTHORITY_DAYS = 365;
const SERVER_DAYS = 90;
/** A certificate that ends earlier than this is replaced at the start: a tenant may run for a while. */
const RENEWED_DAYS = 30;
/** Clocks of containers and virtual machines are sometimes a little late. */
const BACKDATED = 3_600_000;

/**
 * @param now milliseconds since the Unix epoch, by default the machine's clock and never the tenant's: clients compare
 *     certificates with theirs, also when the tenant's time is advanced
 */
export function prepareTls(options: TlsOptions = {}, now: () => number = Date.now): Tls {
  const folder = options.folder ?? defaultFolder();
  const caFile = join(folder, "ca.pem");
  const serverFile = join(folder, "server.pem");
  openFolder(folder);
  const authorityKey = keptKey(join(folder, "ca-key.pem"));

  let authority = certificateIn(readText(caFile));
  if (authority === undefined || !isAuthority(authority, authorityKey) || !lasts(authority, now())) {
    const { issueAuthority } = issuing();
    const text = issueAuthority(authorityKey, period(now(), AUTHORITY_DAYS));
    replaceFile(caFile, text, PUBLIC);
    authority = new X509Certificate(text);
  }

  const kept = readText(serverFile);
  if (kept !== undefined && isServer(kept, authority) && lasts(new X509Certificate(kept), now())) {
    refuseShared(serverFile);
    return { server: kept, caFile };
  }
  const { issueServer, newKey, privateKeyPem } = issuing();
  const serverKey = newKey();
  const { from, to } = period(now(), SERVER_DAYS);
  const certificate = issueServer(authorityKey, serverKey, { from, to: Math.min(to, endOf(authority)) });
  const server = certificate + privateKeyPem(serverKey);
  replaceFile(serverFile, server, PRIVATE);
  return { server, caFile };
}

/** Loaded when it is needed, which is rarely: it takes as long as the rest of the start. */
function issuing(): typeof import("./issue") {
  return require("./issue");
}

function keptKey(file: string): KeyObject {
  let text = readText(file);
  if (text === undefined) {
    const { newKey, privateKeyPem } = issuing();
    createFile(file, privateKeyPem(newKey()), PRIVATE);
    text = readText(file) ?? "";
  }
  refuseShared(file);
  try {
    return createPrivateKey(text);
  } catch (cause) {
    // Not replaced silently: whoever trusts the CA would wonder why the tenant is not trusted any more.
    throw new ApiSettingsError("invalid-settings", `${file} holds no private key.`, {
      wayOut: "Delete its folder and start again: a new CA is made.",
      cause,
    });
  }
}

function isAuthority(certificate: X509Certificate, key: KeyObject): boolean {
  return certificate.ca && certificate.checkPrivateKey(key);
}

function isServer(text: string, authority: X509Certificate): boolean {
  const certificate = certificateIn(text);
  if (certificate === undefined) return false;
  return (
    certificate.checkIssued(authority) &&
    certificate.verify(authority.publicKey) &&
    hasKeyOf(certificate, text) &&
    certificate.checkHost("localhost", { subject: "never" }) !== undefined &&
    ["127.0.0.1", "::1"].every((address) => certificate.checkIP(address) !== undefined)
  );
}

function hasKeyOf(certificate: X509Certificate, text: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(text));
  } catch {
    return false;
  }
}

/** The first certificate of a PEM text; a damaged one is as good as none. */
function certificateIn(text: string | undefined): X509Certificate | undefined {
  try {
    return text === undefined ? undefined : new X509Certificate(text);
  } catch {
    return undefined;
  }
}

function lasts(certificate: X509Certificate, now: number): boolean {
  return Date.parse(certificate.validFrom) <= now && endOf(certificate) - now > RENEWED_DAYS * DAY;
}

function endOf(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}

function period(now: number, days: number): Period {
  return { from: now - BACKDATED, to: now + days * DAY };
}
