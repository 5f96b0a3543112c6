/**
 * Numbers that documents give for the lifetime of tokens. Each says where it stands, how strongly, and what is not
 * certain about it; a number that no document gives is called a house rule.
 */
import type { Flow } from "../../provider/model/lifetimes";

/** How strongly a document means it. */
export type Strength = "MUST" | "SHOULD" | "practice" | "house rule";

export interface Bound {
  readonly tokens: "access" | "refresh";
  /** Flows that the document speaks of; all of them where it does not tell. */
  readonly flows?: readonly Flow[];
  readonly minimumSeconds?: number;
  readonly maximumSeconds?: number;
  /** The document lifts the maximum for tokens that are bound to a key of the client. */
  readonly unlessSenderConstrained?: true;
  readonly section: string;
  readonly strength: Strength;
}

/** How settled the text is that the numbers were taken from; "unverified" where only excerpts of it were read. */
export type PresetStatus = "final" | "vendor" | "draft" | "unverified" | "house rule";

export interface Preset {
  readonly id: string;
  readonly document: string;
  readonly status: PresetStatus;
  /** What has to be said about the numbers, or about the text that they were taken from. */
  readonly note?: string;
  readonly bounds: readonly Bound[];
}

const CODE_FLOWS = ["authorization_code", "refresh_token", "device_code", "password"] as const;
const AUTHORIZE_FLOWS = ["implicit", "hybrid"] as const;

export const PRESETS: readonly Preset[] = [
  {
    id: "auth0-default",
    document: "Auth0 docs, Update Access Token Lifetime",
    status: "vendor",
    bounds: [{ tokens: "access", maximumSeconds: 86_400, section: "default lifetime", strength: "practice" }],
  },
  {
    id: "rfc6750-1h",
    document: "RFC 6750 (OAuth 2.0 Bearer Token Usage)",
    status: "final",
    bounds: [{ tokens: "access", maximumSeconds: 3_600, section: "section 5.3", strength: "SHOULD" }],
  },
  {
    id: "auth0-own-600s",
    document: "Auth0 docs, lifetimes of the MFA and My Organization APIs",
    status: "vendor",
    note: "What Auth0 does for sensitive APIs of its own; it recommends it to nobody.",
    bounds: [{ tokens: "access", maximumSeconds: 600, section: "fixed lifetime", strength: "practice" }],
  },
  {
    id: "fapi-1-baseline",
    document: "FAPI 1.0 Part 1: Baseline",
    status: "final",
    bounds: [
      {
        tokens: "access",
        // "under 10 minutes": 600 s itself is too long.
        maximumSeconds: 599,
        unlessSenderConstrained: true,
        section: "section 5.2.2, item 21",
        strength: "SHOULD",
      },
    ],
  },
  {
    id: "open-finance-brasil",
    document: "Open Banking Brasil Financial-grade API Security Profile 1.0",
    status: "draft",
    note: "Implementer's draft 3.",
    bounds: [
      {
        tokens: "access",
        minimumSeconds: 300,
        maximumSeconds: 900,
        section: "section 5.2.2, item 13",
        strength: "MUST",
      },
    ],
  },
  {
    id: "cdr-au",
    document: "Consumer Data Standards (Australia), Security Profile",
    status: "final",
    bounds: [
      {
        tokens: "access",
        minimumSeconds: 120,
        maximumSeconds: 600,
        section: "Tokens, Access Token",
        strength: "MUST",
      },
    ],
  },
  {
    id: "uae-open-finance",
    document: "UAE Open Finance Security Profile",
    status: "unverified",
    note: "Read in excerpts only.",
    bounds: [{ tokens: "access", maximumSeconds: 600, section: "access tokens", strength: "MUST" }],
  },
  {
    id: "smart-backend",
    document: "HL7 SMART App Launch, Backend Services",
    status: "final",
    bounds: [
      {
        tokens: "access",
        flows: ["client_credentials"],
        maximumSeconds: 300,
        section: "access token response, expires_in",
        strength: "SHOULD",
      },
    ],
  },
  {
    id: "udap",
    document: "HL7 FAST UDAP Security",
    status: "final",
    bounds: [
      {
        tokens: "access",
        maximumSeconds: 3_600,
        section: "business-to-business and consumer, token response",
        strength: "MUST",
      },
    ],
  },
  {
    id: "igov",
    document: "International Government Assurance Profile (iGov) for OAuth 2.0",
    status: "unverified",
    note: "A draft; the numbers are those of earlier drafts, not compared with draft 09. Public clients are to get 15 minutes as well, which an API cannot tell.",
    bounds: [
      {
        tokens: "access",
        flows: CODE_FLOWS,
        maximumSeconds: 3_600,
        section: "section 3.4, Token Lifetimes",
        strength: "SHOULD",
      },
      {
        tokens: "access",
        flows: AUTHORIZE_FLOWS,
        maximumSeconds: 900,
        section: "section 3.4, Token Lifetimes",
        strength: "SHOULD",
      },
      {
        tokens: "access",
        flows: ["client_credentials"],
        maximumSeconds: 21_600,
        section: "section 3.4, Token Lifetimes",
        strength: "SHOULD",
      },
      {
        tokens: "refresh",
        maximumSeconds: 86_400,
        section: "section 3.4, Token Lifetimes",
        strength: "SHOULD",
      },
    ],
  },
  {
    id: "house-900s",
    document: "pulumi-apisettings",
    status: "house rule",
    note: "No standard gives it. Often asked for in the name of PCI DSS, which has no number for tokens.",
    bounds: [{ tokens: "access", maximumSeconds: 900, section: "preset house-900s", strength: "house rule" }],
  },
];

const byId = new Map(PRESETS.map((preset) => [preset.id, preset]));

export function presetNamed(id: string): Preset | undefined {
  return byId.get(id);
}
