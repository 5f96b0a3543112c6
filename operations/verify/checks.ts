/** One token against what is declared. Pure; every check is a comparison that can fail. */
import type { Reading } from "../../policy/rules/reading";
import { formatSeconds } from "../../provider/model/durations";
import type { Json, JsonObject } from "../../provider/model/values";
import type { DeclaredApi } from "./declared";
import type { Check, CheckName } from "./result";
import type { SignatureState } from "./signature";

export interface Checked {
  readonly checks: readonly Check[];
  readonly notChecked: readonly string[];
}

export interface IssuedJwt {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly expiresInSeconds: number | undefined;
  readonly signature: SignatureState;
}

/** `identifier` is the API's, known by now: a token was asked for with it. */
export function checkJwt(declared: DeclaredApi, identifier: string, jwt: IssuedJwt): Checked {
  const { header, claims } = jwt;
  const lifetime = lifetimeOf(claims);
  const list = collector();
  list.compare("lifetime", declared.seconds, lifetime, secondsInWords);
  if (jwt.expiresInSeconds !== undefined && lifetime !== undefined) {
    list.add(
      "expires_in",
      jwt.expiresInSeconds === lifetime,
      secondsInWords(lifetime),
      secondsInWords(jwt.expiresInSeconds),
    );
  }
  const audiences = [claims.aud].flat().map(textOf);
  list.add("audience", audiences.includes(identifier), identifier, audiences.join(", "));
  list.compare("algorithm", declared.algorithm, textOf(header.alg), (text) => text);
  signatureCheck(list, jwt);
  dialectChecks(list, declared, header, claims);
  list.compare(
    "binding",
    declared.senderConstrained,
    claims.cnf !== undefined,
    bindingInWords,
    (wanted, is) => is || !wanted,
  );
  list.compare("encryption", declared.encrypted, false, (on) => (on ? "encrypted (JWE)" : "signed only"));
  if (disclosed(declared.clientPolicy) === "deny_all") {
    list.add("access policy", false, "clients are denied", "a client got a token");
  }
  return list;
}

/** A token that cannot be read: the answer around it still says for how long it is valid. */
export function checkExpiresIn(declared: DeclaredApi, expiresInSeconds: number | undefined): Checked {
  const list = collector();
  if (expiresInSeconds !== undefined) {
    list.compare("expires_in", declared.seconds, expiresInSeconds, secondsInWords);
  }
  return list;
}

function collector() {
  const checks: Check[] = [];
  const notChecked: string[] = [];
  const add = (name: CheckName, holds: boolean, declared: string, actual: string): void => {
    checks.push({ name, holds, declared, actual });
  };
  /** What is declared but not known decides nothing, and is said; what nobody declared is not looked at. */
  function compare<T>(
    name: CheckName,
    wanted: Reading<T>,
    actual: T | undefined,
    inWords: (value: T) => string,
    same: (wanted: T, actual: T) => boolean = Object.is,
  ): void {
    const value = disclosed(wanted);
    if (value === undefined) {
      if (wanted.state !== "absent") notChecked.push(`${name}, because ${whyOpen(wanted)}`);
      return;
    }
    add(
      name,
      actual !== undefined && same(value, actual),
      inWords(value),
      actual === undefined ? "none" : inWords(actual),
    );
  }
  return { checks, notChecked, add, compare };
}

type Collector = ReturnType<typeof collector>;

function signatureCheck(list: Collector, { signature, header }: IssuedJwt): void {
  switch (signature) {
    case "not checked":
      list.notChecked.push(`the signature, because ${textOf(header.alg)} needs a secret, which is not read`);
      return;
    case "no keys":
      list.notChecked.push("the signature, because the tenant's keys could not be read");
      return;
    default:
  }
  const actual = {
    valid: "valid",
    invalid: "invalid",
    "no such key": "made with a key that is not published",
  };
  list.add("signature", signature === "valid", "by a key that the tenant publishes", actual[signature]);
}

/** RFC 9068, section 2.1; Auth0 docs, Access Token Profiles. */
function dialectChecks(list: Collector, declared: DeclaredApi, header: JsonObject, claims: JsonObject): void {
  const dialect = disclosed(declared.dialect);
  if (dialect === undefined) {
    if (declared.dialect.state !== "absent") {
      list.notChecked.push(`the token dialect, because ${whyOpen(declared.dialect)}`);
    }
    return;
  }
  const typ = dialect.startsWith("rfc9068_profile") ? "at+jwt" : "JWT";
  list.add("type", header.typ === typ, typ, textOf(header.typ));
  if (!dialect.endsWith("_authz") || disclosed(declared.enforcesPolicies) !== true) return;
  const has = Array.isArray(claims.permissions);
  list.add("permissions", has, "a permissions claim", has ? "a permissions claim" : "none");
}

function bindingInWords(bound: boolean): string {
  return bound ? "bound to a key" : "not bound";
}

/** No clock is needed: both moments are the tenant's. */
function lifetimeOf({ exp, iat }: JsonObject): number | undefined {
  return typeof exp === "number" && typeof iat === "number" ? exp - iat : undefined;
}

export function secondsInWords(seconds: number): string {
  return formatSeconds(seconds);
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : value === undefined ? "none" : "no text";
}

/** Of what is known and no secret: comparing a secret with a token would give it away. */
export function disclosed<T>(reading: Reading<T>): T | undefined {
  return reading.state === "known" && !reading.secret ? reading.value : undefined;
}

export function whyOpen<T>(reading: Reading<T>): string {
  switch (reading.state) {
    case "known":
      return `${reading.field} is a secret`;
    case "unknown":
      return `${reading.field} is known after the apply`;
    case "unreadable":
      return `${reading.field} is not ${reading.expected}`;
    case "absent":
      return `${reading.field} is not set`;
  }
}
