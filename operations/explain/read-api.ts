/** An API's settings from its properties in a program: our two forms, and pulumi-auth0's ResourceServer. */
import { type Reading, read, readBoolean, readText, valueAt } from "../../policy/rules/reading";
import type { PolicyResource } from "../../policy/rules/resource";
import { tokenTypeOf } from "../../policy/rules/token-types";
import { readLifetime } from "../../policy/rules/token-types/lifetime-reading";
import type { LifetimeOf, TokenType } from "../../policy/rules/token-types/token-type";
import { isUnknown, type ValueObject } from "../../provider/model/values";
import { snakeCase } from "../../provider/model/wire";
import type { AccessPolicy, ApiFacts } from "./facts";

const AUTH0 = /^(apisettings:|pulumi-nodejs:dynamic\/apisettings:|auth0:)/;

/** The type's row, where it is an API of an Auth0 tenant. Other identity providers have other rules for their flows. */
export function auth0ApiType(type: string): TokenType | undefined {
  const row = AUTH0.test(type) ? tokenTypeOf(type) : undefined;
  return row?.kind === "api" ? row : undefined;
}

/** Undefined for what is no API of an Auth0 tenant. */
export function readApi({
  type,
  name,
  props,
}: Pick<PolicyResource, "type" | "name" | "props">): ApiFacts | undefined {
  const row = auth0ApiType(type);
  if (row === undefined) return undefined;
  return {
    name,
    identifier: readText(props, row.identifier ?? "identifier"),
    tokenLifetimeSeconds: lifetime(row, "access", props),
    tokenLifetimeForWebSeconds: lifetime(row, "web", props),
    anonymousSeconds: lifetime(row, "anonymous", props),
    allowOfflineAccess: readBoolean(props, "allowOfflineAccess", false),
    allowOnlineAccess: readBoolean(props, "allowOnlineAccess", false),
    onlineWithEphemeralSessions: readBoolean(props, "allowOnlineAccessWithEphemeralSessions", false),
    userPolicy: accessPolicy(props, "user", "allow_all"),
    clientPolicy: accessPolicy(props, "client", "require_client_grant"),
    senderConstrained: row.senderConstrained?.(props) ?? set(props, "proofOfPossession"),
    encrypted: set(props, "tokenEncryption"),
  };
}

function lifetime(row: TokenType, of: LifetimeOf, props: ValueObject): Reading<number> {
  const field = row.lifetimes.find((one) => one.of === of);
  if (field !== undefined) return readLifetime(field, props);
  return { state: "absent", field: of, because: "none" };
}

const POLICIES: readonly AccessPolicy[] = ["allow_all", "require_client_grant", "deny_all"];

function accessPolicy(props: ValueObject, subject: string, whenUnset: AccessPolicy): Reading<AccessPolicy> {
  const field = `subjectTypeAuthorization.${subject}.policy`;
  return read(props, field, `one of ${POLICIES.join(", ")}`, whenUnset, (value) =>
    // pulumi-auth0 documents the camel-cased spelling, the Management API has the other one.
    typeof value === "string" ? POLICIES.find((policy) => policy === snakeCase(value)) : undefined,
  );
}

/** Whether a block is there and not switched off (pulumi-auth0's `disable`). */
function set(props: ValueObject, field: string): Reading<boolean> {
  const { value, secret } = valueAt(props, field);
  if (isUnknown(value)) return { state: "unknown", field };
  const disabled = readBoolean(props, `${field}.disable`, false);
  if (disabled.state !== "known") return disabled;
  const on = value !== undefined && !disabled.value;
  return {
    state: "known",
    value: on,
    declared: value !== undefined,
    secret: secret || disabled.secret,
    field,
  };
}
