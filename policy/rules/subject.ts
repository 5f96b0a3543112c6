/** What rules look at: a resource with its effective settings, flow by flow, and its tier. */
import type { Flow } from "../../provider/model/lifetimes";
import { FLOWS } from "../../provider/model/lifetimes";
import type { PolicyConfig } from "./config/policy-config";
import type { Known, Reading } from "./reading";
import { isKnown, readText } from "./reading";
import type { PolicyResource } from "./resource";
import type { TierDecision } from "./tier";
import { decideTier } from "./tier";
import { tokenTypeOf } from "./token-types";
import { readLifetime, readRefreshSwitch } from "./token-types/lifetime-reading";
import type { ClientRefreshTokens, LifetimeField, RefreshSwitch, TokenType } from "./token-types/token-type";

/** One kind of access token that the resource governs. */
export interface AccessTokens {
  readonly of: "access" | "web" | "anonymous";
  /** Flows that issue them; empty where no flow of OAuth does. */
  readonly flows: readonly Flow[];
  /** Effective lifetime in seconds; Infinity where the tokens never expire. */
  readonly seconds: Reading<number>;
  /** A longest lifetime that is certain although `seconds` is not. */
  readonly atMost?: Known<number>;
  /** The row of the property that would be changed. */
  readonly lifetime: LifetimeField;
}

export interface LifetimeReading {
  readonly lifetime: LifetimeField;
  readonly seconds: Reading<number>;
}

export interface RefreshSetting extends RefreshSwitch {
  readonly allowed: Reading<boolean>;
}

export interface Subject {
  readonly resource: PolicyResource;
  readonly type: TokenType;
  readonly tier: TierDecision;
  readonly accessTokens: readonly AccessTokens[];
  /** Every lifetime of the type as it stands, before one limits another. */
  readonly declaredLifetimes: readonly LifetimeReading[];
  readonly refreshTokens: readonly LifetimeReading[];
  readonly refreshSettings: readonly RefreshSetting[];
  readonly senderConstrained: Reading<boolean>;
  readonly identifier: Reading<string>;
  readonly signingAlgorithm: Reading<string> | undefined;
  readonly clientRefreshTokens: ClientRefreshTokens | undefined;
}

/** Undefined for resources that have nothing to do with the lifetime of tokens. */
export function subjectOf(resource: PolicyResource, config: PolicyConfig): Subject | undefined {
  const type = tokenTypeOf(resource.type);
  if (type === undefined) return undefined;
  const { props } = resource;
  const keeps = type.keepsWhatIsUnset?.(props) ?? false;
  const read = type.lifetimes.map((lifetime) => ({
    lifetime,
    seconds: unsetIsKept(keeps, readLifetime(lifetime, props)),
  }));
  return {
    resource,
    type,
    tier: decideTier(resource, type, config),
    accessTokens: accessTokens(read, type.closedFlows?.(props) ?? []),
    declaredLifetimes: read,
    refreshTokens: read.filter(({ lifetime }) => lifetime.of === "refresh"),
    refreshSettings: (type.refreshSwitches ?? []).map((one) => ({
      ...one,
      allowed: unsetIsKept(keeps, readRefreshSwitch(one, props)),
    })),
    senderConstrained: type.senderConstrained?.(props) ?? fixed(false, "type"),
    identifier: type.identifier === undefined ? absent("identifier") : readText(props, type.identifier),
    signingAlgorithm:
      type.signingAlgorithm &&
      unsetIsKept(keeps, readText(props, type.signingAlgorithm.property, type.signingAlgorithm.whenUnset)),
    clientRefreshTokens: type.clientRefreshTokens?.(props),
  };
}

/** A default says nothing about a resource that leaves what is unset as it finds it. */
function unsetIsKept<T>(keeps: boolean, reading: Reading<T>): Reading<T> {
  const isDefault = reading.state === "known" && !reading.declared;
  return keeps && isDefault ? { state: "absent", field: reading.field, because: "adopted" } : reading;
}

const AUTHORIZE: readonly Flow[] = ["implicit", "hybrid"];

function accessTokens(read: readonly LifetimeReading[], closed: readonly Flow[]): AccessTokens[] {
  const open = FLOWS.filter((flow) => !closed.includes(flow));
  const own = read.find(({ lifetime }) => lifetime.of === "access");
  return read.flatMap(({ lifetime, seconds }): AccessTokens[] => {
    if (lifetime.of === "anonymous") {
      return seconds.state === "absent" ? [] : [{ of: "anonymous", flows: [], seconds, lifetime }];
    }
    if (lifetime.of !== "access" && lifetime.of !== "web") return [];
    const flows = open.filter((flow) => AUTHORIZE.includes(flow) === (lifetime.of === "web"));
    // An access policy that closes every flow leaves no token to judge.
    if (flows.length === 0) return [];
    return [
      {
        of: lifetime.of,
        flows,
        lifetime,
        ...(lifetime.of === "web" && !lifetime.independent
          ? effectiveWeb(own?.seconds, seconds)
          : { seconds }),
      },
    ];
  });
}

/** Tokens from /authorize live the web lifetime, but never longer than the API's own. */
function effectiveWeb(
  own: Reading<number> | undefined,
  web: Reading<number>,
): { seconds: Reading<number>; atMost?: Known<number> } {
  if (own === undefined) return { seconds: web };
  // What a lifetime of 0 means is documented nowhere, so it limits nothing.
  const certain = [web, own].filter(isKnown).filter(({ value }) => value > 0);
  const [shortest] = certain.sort((a, b) => a.value - b.value);
  if (certain.length === 2 && shortest) return { seconds: shortest };
  const open = web === shortest ? own : web;
  return { seconds: open, ...(shortest && { atMost: shortest }) };
}

function fixed<T>(value: T, field: string): Reading<T> {
  return { state: "known", value, declared: false, secret: false, field };
}

function absent<T>(field: string): Reading<T> {
  return { state: "absent", field, because: "none" };
}
