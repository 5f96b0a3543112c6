/**
 * Plain files of resources, looked at more closely than a reader of previews needs to: a person wrote them, and a member
 * with a typing error would leave its property at the default in silence.
 */
import { ApiSettingsError } from "../provider/model/errors";
import { suggest } from "../provider/model/suggest";
import { isResourceFile } from "../review/read/resource-file";

const MEMBERS = ["type", "name", "urn", "props", "properties", "inputs", "protect", "expect"];

/**
 * Whether the text is such a file.
 *
 * @throws ApiSettingsError `invalid-input` naming the entry and the member that mean nothing.
 */
export function isPropsFile(text: string, source: string): boolean {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    // A stream of events is no JSON as a whole; what else it may be is the reader's to say.
    return false;
  }
  if (!isResourceFile(document)) return false;
  (Array.isArray(document) ? document : [document]).forEach((entry: object, index) => {
    const place = `${source}: resource ${index + 1}`;
    const odd = Object.keys(entry).find((member) => !MEMBERS.includes(member));
    if (odd !== undefined) {
      throw refusal(
        `${place} has a member ${JSON.stringify(odd)}.${suggest(odd, MEMBERS)}`,
        `Members are ${MEMBERS.join(", ")}.`,
      );
    }
    const forms = ["props", "properties", "inputs"].filter((member) => Object.hasOwn(entry, member));
    if (forms.length > 1) throw refusal(`${place} has both ${forms.join(" and ")}.`, "Give one of them.");
    const { protect } = entry as { protect?: unknown };
    if (protect !== undefined && typeof protect !== "boolean")
      throw refusal(`${place}: protect is neither true nor false.`, "Write one of them, without quotes.");
  });
  return true;
}

function refusal(summary: string, wayOut: string): ApiSettingsError {
  return new ApiSettingsError("invalid-input", summary, { wayOut });
}
