/** HTML of the dashboard. `html` escapes every value that is put into it; nothing here takes a text for markup. */
import { html } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export { html };

export const NOTHING: Html = html``;

/** The value of an attribute that links a field to its hints: ids, or nothing at all. */
export function describedBy(...ids: readonly (string | undefined)[]): Html {
  const present = ids.filter((id) => id !== undefined);
  return present.length === 0 ? NOTHING : html` aria-describedby="${present.join(" ")}"`;
}

export function flag(name: "checked" | "selected" | "disabled" | "readonly" | "open", on: boolean): Html {
  if (!on) return NOTHING;
  switch (name) {
    case "checked":
      return html` checked`;
    case "selected":
      return html` selected`;
    case "disabled":
      return html` disabled`;
    case "readonly":
      return html` readonly`;
    case "open":
      return html` open`;
  }
}
