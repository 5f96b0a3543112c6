/** `apisettings import`: from a live tenant, or from the APIs in a state, to a Pulumi program and the file that imports them. */
import { ApiSettingsError } from "../../provider/model/errors";
import type { ResourceContext } from "../../provider/resources/context";
import { compose } from "./compose";
import { apisWithIds, type Filters, findApis, type Progress } from "./find";
import type { Language, LanguageName } from "./languages/language";
import { PACKAGE_JSON } from "./languages/project";
import { typescript } from "./languages/typescript";
import { yaml } from "./languages/yaml";
import { IMPORT_FILE, importFile } from "./program/import-file";
import type { Provider } from "./program/program";
import { remarkText } from "./program/remark";
import { readState } from "./state/saved-state";
import { type Taken, takenFrom, takeOutCommands } from "./state/taken";
import { apisettingsTarget } from "./targets/apisettings";
import { auth0Target } from "./targets/auth0";
import type { TenantApi } from "./tenant-api";

export { LANGUAGES, type LanguageName } from "./languages/language";
export { PACKAGE_JSON } from "./languages/project";
export { assertWritable, writeProject } from "./write-project";

export const PROVIDERS: readonly Provider["name"][] = ["apisettings", "auth0"];

export interface ImportRequest {
  readonly language: LanguageName;
  /** The provider that the program is written for. */
  readonly provider: Provider["name"];
  /** Name of the Pulumi project. */
  readonly project: string;
  /** Put Pulumi's protection on the resources. */
  readonly protect: boolean;
  readonly filters: Filters;
  /** What `pulumi stack export` wrote: exactly the APIs that it holds for the other provider. */
  readonly state: unknown;
  /** Version of this package. */
  readonly version: string;
  /** Leave package.json out, because there is one that the packages can be added to. */
  readonly hasPackageJson: boolean;
}

export interface ImportResult {
  /** Files of the project by name. */
  readonly files: ReadonlyMap<string, string>;
  readonly apis: readonly ImportedApi[];
  /** URNs in the state whose API the tenant does not have. */
  readonly missing: readonly string[];
  /** Commands to run in the project's folder, in this order. */
  readonly commands: readonly string[];
  /** Only with a state. */
  readonly leaving?: {
    /** Commands to run in the folder of the old project, after the import. */
    readonly commands: readonly string[];
    /** Resources that stay there and refer to what goes. */
    readonly dependents: Taken["dependents"];
  };
}

export interface ImportedApi {
  readonly id: string;
  readonly identifier: string;
  readonly name: string | undefined;
  /** Pulumi's name of the resource. */
  readonly resource: string;
  /** Sentences on what is not declared, and why. */
  readonly remarks: readonly string[];
}

const LANGUAGE: Readonly<Record<LanguageName, Language>> = { yaml, typescript };

/** Names of the files that an import with this language writes; package.json only where there is none. */
export function fileNames(language: LanguageName): string[] {
  const own = language === "yaml" ? [] : ["tsconfig.json", "index.ts"];
  return ["Pulumi.yaml", ...own, IMPORT_FILE];
}

/** Reads the tenant and writes nothing, neither there nor here. Needs read:resource_servers and no more. */
export async function importApis(
  context: ResourceContext,
  request: ImportRequest,
  progress?: Progress,
): Promise<ImportResult> {
  const language = LANGUAGE[request.language];
  const target = request.provider === "auth0" ? auth0Target : apisettingsTarget(request.version);
  const taken =
    request.state === undefined ? undefined : takenFrom(readState(request.state), request.provider);
  const { apis, missing } =
    taken === undefined
      ? { apis: await findApis(context, request.filters, progress), missing: [] }
      : await apisOf(taken, context, progress);
  if (apis.length === 0) throw nothingFound(taken !== undefined);
  const { program, apis: byResource } = compose(apis, target, language, {
    project: request.project,
    description: `APIs of the Auth0 tenant ${context.domain ?? ""}`.trim(),
    protect: request.protect,
  });
  const files = new Map([...language.files(program), [IMPORT_FILE, importFile(program, language)]]);
  if (request.hasPackageJson) files.delete(PACKAGE_JSON);
  return {
    files,
    apis: [...byResource].map(([{ name, remarks }, api]) => ({
      id: api.id,
      identifier: api.identifier,
      name: api.name,
      resource: name,
      remarks: remarks.filter(({ kind }) => kind !== "choice").map(remarkText),
    })),
    missing,
    commands: [
      ...installation(program.provider, language, request.hasPackageJson),
      "pulumi stack init dev",
      `pulumi import --file ${IMPORT_FILE} --generate-code=false${request.protect ? "" : " --protect=false"}`,
      "pulumi preview --expect-no-changes",
    ],
    ...(taken === undefined
      ? {}
      : { leaving: { commands: takeOutCommands(taken), dependents: taken.dependents } }),
  };
}

function installation({ packages }: Provider, language: Language, hasPackageJson: boolean): string[] {
  const names = Object.keys({ ...(language === typescript ? packages.typescript : {}), ...packages.always });
  if (names.length === 0) return [];
  return [hasPackageJson ? `npm install ${names.join(" ")}` : "npm install"];
}

async function apisOf(
  taken: Taken,
  context: ResourceContext,
  progress: Progress | undefined,
): Promise<{ apis: TenantApi[]; missing: string[] }> {
  const ids = taken.apis.map(({ id }) => id);
  const found = await apisWithIds(context, ids, progress);
  const named = taken.apis.map(({ name, urn }, index) => {
    const api = found[index];
    return { urn, api: api === undefined ? undefined : { ...api, resourceName: name } };
  });
  return {
    apis: named.flatMap(({ api }) => api ?? []),
    missing: named.flatMap(({ urn, api }) => (api === undefined ? [urn] : [])),
  };
}

function nothingFound(fromState: boolean): ApiSettingsError {
  return fromState
    ? new ApiSettingsError("not-found", "The tenant has none of the APIs in the state.", {
        wayOut: "Check that AUTH0_DOMAIN is the tenant that the stack belongs to.",
      })
    : new ApiSettingsError("not-found", "No API of the tenant is left by the filters.", {
        wayOut: "Widen --identifier and --name, or add --include-system for the tenant's own APIs.",
      });
}
