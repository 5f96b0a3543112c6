/**
 * The settings table: every fact about every setting of the provider, once. Names and environment variables are
 * those of pulumi-auth0 and Auth0's own tools where they have one; the configuration namespace is `apisettings:`.
 */
import * as z from "zod";
import { limitOverrides } from "./limit-overrides";

/** A way to prove who we are; its settings belong together and are never mixed from different sources. */
export type CredentialKind = "client-secret" | "private-key-jwt" | "api-token";

export interface Setting {
  readonly name: string;
  readonly description: string;
  readonly type: z.ZodType;
  /** Environment variables that give the value, the first one set wins. */
  readonly environment?: readonly string[];
  /** Encrypted in state; refused in plain stack configuration. */
  readonly secret?: true;
  /** The ways of authentication that this setting is part of. */
  readonly credential?: readonly CredentialKind[];
  readonly default?: number | string | boolean;
  readonly source: string;
}

const AUTH0 = "Auth0 Terraform provider and pulumi-auth0";
const OURS = "pulumi-apisettings";

export const SETTINGS = [
  {
    name: "domain",
    description:
      "Domain of the tenant as host[:port], for example example.eu.auth0.com. `http://` in front is accepted for loopback hosts only (the local tenant).",
    type: z.string().min(1),
    environment: ["AUTH0_DOMAIN"],
    source: AUTH0,
  },
  {
    name: "clientId",
    description: "Client id of the machine-to-machine application that may call the Management API.",
    type: z.string().min(1),
    environment: ["AUTH0_CLIENT_ID"],
    credential: ["client-secret", "private-key-jwt"],
    source: AUTH0,
  },
  {
    name: "clientSecret",
    description: "Client secret of that application.",
    type: z.string().min(1),
    environment: ["AUTH0_CLIENT_SECRET"],
    secret: true,
    credential: ["client-secret"],
    source: AUTH0,
  },
  {
    name: "clientAssertionPrivateKey",
    description:
      "Private key (PEM) for private_key_jwt client authentication (RFC 7523), instead of a client secret.",
    type: z.string().min(1),
    environment: ["AUTH0_CLIENT_ASSERTION_PRIVATE_KEY"],
    secret: true,
    credential: ["private-key-jwt"],
    source: AUTH0,
  },
  {
    name: "clientAssertionSigningAlg",
    description: "Algorithm of the client assertion: RS256, RS384 or PS256. Default: RS256.",
    type: z.enum(["RS256", "RS384", "PS256"]),
    environment: ["AUTH0_CLIENT_ASSERTION_SIGNING_ALG"],
    credential: ["private-key-jwt"],
    source: AUTH0,
  },
  {
    name: "apiToken",
    description:
      "A ready Management API token, instead of client credentials. It cannot be renewed when it expires.",
    type: z.string().min(1),
    environment: ["AUTH0_API_TOKEN"],
    secret: true,
    credential: ["api-token"],
    source: AUTH0,
  },
  {
    name: "audience",
    description: "Audience of the Management API. Default: https://<domain>/api/v2/.",
    type: z.string().min(1),
    environment: ["AUTH0_AUDIENCE"],
    source: AUTH0,
  },
  {
    name: "customDomainHeader",
    description: "Value of the Auth0-Custom-Domain header, for tenants with several custom domains.",
    type: z.string().min(1),
    environment: ["AUTH0_CUSTOM_DOMAIN_HEADER"],
    source: AUTH0,
  },
  {
    name: "debug",
    description: "Log every request (method, path, status, time; never bodies or headers). Default: false.",
    type: z.boolean(),
    environment: ["AUTH0_DEBUG"],
    default: false,
    source: AUTH0,
  },
  {
    name: "limits",
    description:
      'Overrides of the limits that are checked before an apply, for example {"tokenLifetimeSeconds": {"max": 3600}}; null switches one off.',
    type: limitOverrides,
    source: OURS,
  },
  {
    name: "allowLengtheningByRemoval",
    description:
      "Let the removal of a declared lifetime lengthen tokens (back to the tenant's default) instead of refusing it. Default: false.",
    type: z.boolean(),
    default: false,
    source: OURS,
  },
  {
    name: "previewChecks",
    description:
      "`offline` checks declared values only; `tenant` also asks the tenant during a preview whether the identifier of a new API is taken (plugin form). Default: offline.",
    type: z.enum(["offline", "tenant"]),
    default: "offline",
    source: OURS,
  },
  {
    name: "plan",
    description:
      "Plan of the tenant (free, self-service, enterprise): how fast to begin before the tenant's own rate-limit headers teach better. Default: none assumed.",
    type: z.enum(["free", "self-service", "enterprise"]),
    source: OURS,
  },
  {
    name: "maxRequestsPerSecond",
    description:
      "Upper bound on Management API requests a second, more than 0. Default: what the tenant's headers allow.",
    type: z.number().positive(),
    environment: ["APISETTINGS_MAX_REQUESTS_PER_SECOND"],
    source: OURS,
  },
  {
    name: "maxConcurrency",
    description: "Requests in flight at once, 1 to 64. Default: 8.",
    type: z.int().min(1).max(64),
    default: 8,
    source: OURS,
  },
  {
    name: "reserve",
    description:
      "Share of the tenant's rate limit that is left to its other users, 0 to 0.9. Default: 0.2, a fifth.",
    type: z.number().min(0).max(0.9),
    default: 0.2,
    source: OURS,
  },
  {
    name: "requestTimeoutSeconds",
    description: "Seconds after which a request without an answer is given up, 1 to 600. Default: 30.",
    type: z.number().min(1).max(600),
    default: 30,
    source: OURS,
  },
] as const satisfies readonly Setting[];

export const ALL_SETTINGS: readonly Setting[] = SETTINGS;
export const SECRET_SETTINGS: readonly string[] = ALL_SETTINGS.filter((s) => s.secret).map((s) => s.name);

export type Credentials =
  | { kind: "client-secret"; clientId: string; clientSecret: string }
  | { kind: "private-key-jwt"; clientId: string; privateKey: string; signingAlg: string }
  | { kind: "api-token"; apiToken: string };

/** Request rate to begin with: burst in requests, refill in requests a second (Auth0's rate-limit documentation). */
export interface InitialRate {
  burst: number;
  perSecond: number;
}

/** What the Management API client needs to know. */
export interface ConnectionSettings {
  /** host[:port] */
  domain: string;
  /** `https://<domain>`, or `http://<domain>` for loopback; no trailing slash. */
  baseUrl: string;
  audience: string;
  credentials: Credentials;
  customDomainHeader: string | undefined;
  debug: boolean;
  /** Assumed until the tenant's headers teach better. */
  initialRate: InitialRate | undefined;
  maxRequestsPerSecond: number | undefined;
  maxConcurrency: number;
  /** Share of the rate limit, 0 to 0.9, left to the tenant's other users. */
  reserve: number;
  requestTimeoutSeconds: number;
}

/** Rates of Auth0's plans (Rate Limit Configurations); the self-service plans publish none for the API as a whole. */
export const PLAN_RATES: Readonly<Record<string, InitialRate>> = {
  free: { burst: 2, perSecond: 2 },
  enterprise: { burst: 50, perSecond: 16 },
};
