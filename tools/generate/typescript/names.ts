/** sdk/names.generated.ts: names that the classes need at run time, so that a program does not load the tables. */
import { ALL_SETTINGS } from "../../../provider/model/settings";
import { ALL_FIELDS } from "../../../provider/model/table";
import { HEADER } from "../header";

export function namesFile(): string {
  return [
    HEADER,
    list("PROPERTY_NAMES", "Every property of an API.", ALL_FIELDS),
    list(
      "SECRET_PROPERTY_NAMES",
      "Properties that are always secret.",
      ALL_FIELDS.filter((field) => field.secret),
    ),
    list("SETTING_NAMES", "Every setting of the provider.", ALL_SETTINGS),
    list(
      "SECRET_SETTING_NAMES",
      "Settings that must be secret.",
      ALL_SETTINGS.filter((setting) => setting.secret),
    ),
  ].join("\n");
}

function list(name: string, doc: string, entries: readonly { name: string }[]): string {
  const items = entries.map((entry) => `  ${JSON.stringify(entry.name)},\n`).join("");
  return `/** ${doc} */\nexport const ${name}: readonly string[] = [\n${items}];\n`;
}
