/** Proof Key for Code Exchange (RFC 7636): who redeems a code must be who asked for it. */
import { createHash, timingSafeEqual } from "node:crypto";
import { invalidGrant, invalidRequest } from "./errors";
import type { Parameters } from "./parameters";

export const CHALLENGE_METHODS = ["S256", "plain"] as const;
export type ChallengeMethod = (typeof CHALLENGE_METHODS)[number];

export interface Challenge {
  code_challenge: string;
  code_challenge_method: ChallengeMethod;
}

/** Sections 4.1 and 4.2: verifiers and challenges are 43 to 128 unreserved characters; challenges of S256 always 43. */
const FORM = /^[A-Za-z0-9\-._~]{43,128}$/;

/** Section 4.3. Without a method the challenge is the verifier itself. */
export function challengeOf(parameters: Parameters): Challenge | undefined {
  const challenge = parameters.get("code_challenge");
  const method = parameters.get("code_challenge_method");
  if (challenge === undefined) {
    // A method alone would let the client believe that its code is bound.
    if (method !== undefined) throw invalidRequest("Missing required parameter: code_challenge");
    return undefined;
  }
  const known = CHALLENGE_METHODS.find((one) => one === (method ?? "plain"));
  if (known === undefined) throw invalidRequest(`Unsupported code_challenge_method: ${method}`);
  if (!FORM.test(challenge)) throw invalidRequest("Invalid parameter: code_challenge");
  return { code_challenge: challenge, code_challenge_method: known };
}

/** Section 4.6. A verifier for a code without a challenge is refused too: somebody took the challenge away. */
export function checkVerifier(challenge: Partial<Challenge>, verifier: string | undefined): void {
  if (challenge.code_challenge === undefined) {
    if (verifier !== undefined) throw failed();
    return;
  }
  if (verifier === undefined) throw invalidRequest("Parameter 'code_verifier' is required");
  // A shorter one could be guessed, though its challenge looks like any other.
  if (!FORM.test(verifier)) throw failed();
  const derived =
    challenge.code_challenge_method === "S256"
      ? createHash("sha256").update(verifier).digest("base64url")
      : verifier;
  const [a, b] = [Buffer.from(derived), Buffer.from(challenge.code_challenge)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw failed();
}

const failed = (): Error => invalidGrant("Failed to verify code verifier");
