/**
 * Proof that a form was sent by a page of this dashboard. Only pages of its own origin can read the token, and the browser
 * must say that the form comes from there: two locks on one door (OWASP, "Cross-Site Request Forgery Prevention").
 */
import { timingSafeEqual } from "node:crypto";
import { AdminError } from "../admin/errors";
import { readBody } from "../body";
import type { Random } from "../random";
import { type Html, html } from "./html";

const FIELD = "form_token";

export interface FormToken {
  /** For the inside of every form. */
  field(): Html;
  /** The form, or an {@link AdminError} for what did not come from a page of ours. */
  read(request: Request): Promise<URLSearchParams>;
}

export function createFormToken(random: Random): FormToken {
  const token = random.alphanumeric(32);
  return {
    field: () => html`<input type="hidden" name="${FIELD}" value="${token}">`,
    async read(request) {
      // Checked for presence here: that it is not a foreign one, the admin API's guard has seen already.
      if (request.headers.get("origin") === null) {
        throw new AdminError(403, "A form must say which page it comes from (header Origin).");
      }
      const body = await readBody(request);
      if (body.kind === "problem" && body.problem === "too-large") {
        throw new AdminError(413, "The form is too large.");
      }
      if (body.kind !== "form") throw new AdminError(415, "The dashboard takes HTML forms.");
      if (!equal(body.value.get(FIELD) ?? "", token)) {
        throw new AdminError(
          403,
          "This form is from before the tenant was started. Go back, load the page again, and repeat what you did.",
        );
      }
      return body.value;
    },
  };
}

function equal(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
