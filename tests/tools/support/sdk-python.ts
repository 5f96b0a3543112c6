/** Types of a Python SDK, read from its sources: nothing of them is run. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { SdkPackage } from "./sdk-packages";
import type { SdkProperty, SdkType } from "./sdk-type";

const BLOCKS = "_inputs.py";

/** The files that tell of these types. */
export function pythonFiles(sdk: SdkPackage, tokens: readonly string[]): string[] {
  const files = [...tokens.map(moduleOf), ...(sdk.withoutBlocks ? [] : [BLOCKS])];
  return files.map((file) => path.join(folderOf(sdk), file));
}

export function pythonType(folder: string, sdk: SdkPackage, token: string): SdkType {
  const read = (file: string) => readFileSync(path.join(folder, folderOf(sdk), file), "utf8");
  const source = read(moduleOf(token));
  const classes = classesOf(sdk.withoutBlocks ? source : source + read(BLOCKS));
  const name = token.split(":").at(-1);
  const [, said] = /super\([^)]*\)\.__init__\(\s*'([^']+)'/.exec(source) ?? [];
  return {
    token: said,
    property(wanted) {
      let block = classes.get(`${name}Args`);
      let found: SdkProperty | undefined;
      for (const key of wanted.split(".")) {
        const property = block?.get(key);
        if (property === undefined) return undefined;
        found = { type: primitive(property.type), doc: property.doc };
        block = classes.get(/'(\w+Args)'/.exec(property.type)?.[1] ?? "");
      }
      return found;
    },
  };
}

/** fusionAuthTenant is in fusion_auth_tenant.py. */
function moduleOf(token: string): string {
  const name = token.split(":")[1]?.split("/").at(-1) ?? "";
  return `${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}.py`;
}

function folderOf({ name }: SdkPackage): string {
  return name.replaceAll("-", "_");
}

interface PythonProperty {
  readonly type: string;
  readonly doc: string;
}

/** A getter of an input class, as the generator of the SDKs writes it. Without a name of its own it is called like its method. */
const GETTER =
  /@property\n\s+@pulumi\.getter(?:\(name="(\w+)"\))?\n\s+def (\w+)\(self\) -> ([^\n]+):\n(?:\s+"""([\s\S]*?)""")?/g;

function classesOf(source: string): Map<string, Map<string, PythonProperty>> {
  const bodies = source.split(/^class /m).slice(1);
  return new Map(bodies.map((body) => [/^\w+/.exec(body)?.[0] ?? "", new Map(properties(body))]));
}

function* properties(body: string): Generator<[string, PythonProperty]> {
  for (const [, name, method = "", type = "", doc = ""] of body.matchAll(GETTER)) {
    yield [name ?? method, { type, doc: doc.replace(/\s+/g, " ").trim() }];
  }
}

function primitive(type: string): SdkProperty["type"] {
  const [, inner] = /^(?:Optional\[)?pulumi\.Input\[(\w+)\]\]?$/.exec(type) ?? [];
  return inner === "int" || inner === "float"
    ? "number"
    : inner === "str"
      ? "string"
      : inner === "bool"
        ? "boolean"
        : "other";
}
