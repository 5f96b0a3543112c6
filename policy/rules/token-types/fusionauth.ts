/**
 * FusionAuth: a tenant says how long tokens live, an application or an entity type may say it for itself, and does so
 * only where its own configuration is enabled.
 */
import type { LifetimeField, Setting, TokenType } from "./token-type";

const SOURCE = "terraform-provider-fusionauth; FusionAuth API docs";

/** Names of the numbers below the block; the application's differ from the tenant's. */
interface Names {
  readonly block: string;
  readonly access: string;
  readonly refresh: string;
  readonly slidingMaximum: string;
}

/** Lifetimes of refresh tokens by the policy that says from when they count. */
function refreshLifetimes({ block, refresh, slidingMaximum }: Names): LifetimeField[] {
  const policy = (is: string) =>
    ({ property: `${block}.refreshTokenExpirationPolicy`, is, whenUnset: "Fixed" }) satisfies Setting;
  const minutes = { unit: "minutes", whenUnset: 2_592_000, minimum: 1, source: SOURCE } as const;
  return [
    {
      ...minutes,
      property: `${block}.${refresh}`,
      of: "refresh",
      unlimitedWhen: policy("SlidingWindow"),
      ignoredWhen: [{ ...policy("SlidingWindowWithMaximumLifetime"), because: "none" }],
    },
    {
      ...minutes,
      property: `${block}.${slidingMaximum}`,
      of: "refresh",
      ignoredWhen: [
        { ...policy("Fixed"), because: "none" },
        { ...policy("SlidingWindow"), because: "none" },
      ],
    },
    // From the last use on or from the issue: idle tokens end by then under every policy.
    { ...minutes, property: `${block}.${refresh}`, of: "refresh-idle" },
  ];
}

function accessLifetime({ block, access }: Pick<Names, "block" | "access">): LifetimeField {
  return {
    property: `${block}.${access}`,
    of: "access",
    unit: "seconds",
    whenUnset: 3_600,
    minimum: 1,
    source: SOURCE,
  };
}

/** Heeded only where the block is enabled; otherwise the tenant's lifetimes hold. */
function whereEnabled(block: string, lifetimes: readonly LifetimeField[]): LifetimeField[] {
  const disabled = {
    property: `${block}.enabled`,
    is: false,
    whenUnset: false,
    because: "inherited",
  } as const;
  return lifetimes.map((field) => ({ ...field, ignoredWhen: [disabled, ...(field.ignoredWhen ?? [])] }));
}

const APPLICATION: Names = {
  block: "jwtConfiguration",
  access: "ttlSeconds",
  refresh: "refreshTokenTtlMinutes",
  slidingMaximum: "refreshTokenSlidingWindowMaximumTtlInMinutes",
};

const TENANT: Names = {
  // A list of one, whose plural is the SDK's.
  block: "jwtConfigurations",
  access: "timeToLiveInSeconds",
  refresh: "refreshTokenTimeToLiveInMinutes",
  slidingMaximum: "refreshTokenSlidingWindowMaximumTimeToLiveInMinutes",
};

const ENTITY_TYPE = { block: "jwtConfiguration", access: "timeToLiveInSeconds" };

export const FUSIONAUTH_TYPES: readonly TokenType[] = [
  {
    token: "fusionauth:index/fusionAuthApplication:FusionAuthApplication",
    title: "FusionAuth application",
    kind: "client",
    displayName: "name",
    lifetimes: whereEnabled(APPLICATION.block, [
      accessLifetime(APPLICATION),
      ...refreshLifetimes(APPLICATION),
    ]),
    refreshSwitches: [
      {
        // For requests with the scope offline_access.
        property: "oauthConfiguration.generateRefreshTokens",
        access: "offline",
        whenUnset: false,
        source: SOURCE,
      },
      {
        // By the Login API, beside OAuth, and as long-lived.
        property: "loginConfiguration.generateRefreshTokens",
        access: "offline",
        whenUnset: false,
        source: SOURCE,
      },
    ],
  },
  {
    token: "fusionauth:index/fusionAuthTenant:FusionAuthTenant",
    title: "FusionAuth tenant",
    kind: "issuer",
    displayName: "name",
    lifetimes: [accessLifetime(TENANT), ...refreshLifetimes(TENANT)],
  },
  {
    token: "fusionauth:index/fusionAuthEntityType:FusionAuthEntityType",
    title: "FusionAuth entity type",
    kind: "issuer",
    displayName: "name",
    // A number is required where the block is enabled.
    lifetimes: whereEnabled(ENTITY_TYPE.block, [
      { ...accessLifetime(ENTITY_TYPE), whenUnset: "undocumented" },
    ]),
  },
];
