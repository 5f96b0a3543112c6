/** Forms of the fields that have members, and lists that would hide the table in `fields.ts`. */
import * as z from "zod";

const USER_POLICIES = ["allow_all", "deny_all", "require_client_grant"] as const;
const CLIENT_POLICIES = ["deny_all", "require_client_grant"] as const;
const KEY_ALGORITHMS = ["RSA-OAEP-256", "RSA-OAEP-384", "RSA-OAEP-512"] as const;

/** OpenID Connect claims and scopes that Auth0 keeps for itself. */
export const RESERVED_SCOPES = [
  "address",
  "created_at",
  "email",
  "email_verified",
  "family_name",
  "given_name",
  "identities",
  "name",
  "nickname",
  "offline_access",
  "openid",
  "phone",
  "picture",
  "profile",
] as const;

const encryptionKey = {
  alg: z.enum(KEY_ALGORITHMS).describe("Key encryption algorithm."),
  name: z.string().optional().describe("Name of the key, 1 to 128 characters."),
  kid: z.string().optional().describe("Key id put into the JWE header, 1 to 128 characters."),
};

export const subjectTypeAuthorization = z.strictObject({
  user: z
    .strictObject({ policy: z.enum(USER_POLICIES).optional().describe("Policy for user flows.") })
    .optional()
    .describe("Flows with a user."),
  client: z
    .strictObject({ policy: z.enum(CLIENT_POLICIES).optional().describe("Policy for client flows.") })
    .optional()
    .describe("The client-credentials flow."),
});

export const scopes = z.array(
  z.strictObject({
    value: z.string().describe("The scope, as clients ask for it."),
    description: z.string().optional().describe("What the scope allows; at most 500 characters."),
  }),
);

export const tokenEncryption = z.strictObject({
  format: z.enum(["compact-nested-jwe"]).describe("Serialisation of the token."),
  encryptionKey: z
    .strictObject({
      ...encryptionKey,
      pem: z.string().describe("The public key, or a certificate with it, in PEM; at most 4,096 characters."),
    })
    .describe("The recipient's key."),
});

export const tokenEncryptionOutput = z.strictObject({
  format: z.enum(["compact-nested-jwe"]).describe("Serialisation of the token."),
  encryptionKey: z
    .strictObject({
      ...encryptionKey,
      pem: z.string().optional().describe("The declared key, where it is the one in the tenant."),
      thumbprintSha256: z.string().optional().describe("RFC 7638 thumbprint of the key in the tenant."),
    })
    .describe("The recipient's key."),
});

export const proofOfPossession = z.strictObject({
  mechanism: z.enum(["mtls", "dpop"]).describe("How possession is proven."),
  required: z.boolean().describe("Whether tokens without a proof are refused."),
  requiredFor: z
    .enum(["public_clients", "all_clients"])
    .optional()
    .describe("Which clients must prove possession."),
});

export const accessToken = z.strictObject({
  claimsMapping: z
    .strictObject({
      customClaims: z
        .array(
          z.strictObject({
            name: z.string().describe("Name of the claim."),
            expression: z.string().describe("Expression that gives its value."),
          }),
        )
        .optional()
        .describe("Claims to add; at most 20."),
    })
    .optional()
    .describe("How claims come about."),
});
