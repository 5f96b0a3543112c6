/** Reports of real previews, and of resources that a test writes down. */
import { resolveConfig } from "../../../../../policy/rules/config/parse";
import type { ConfigFile } from "../../../../../policy/rules/config/schema";
import { buildReport, type ReportOptions } from "../../../../../review/report/build";
import type { Report } from "../../../../../review/report/report";
import { fixture } from "../../read/support/fixtures";
import { read } from "../../read/support/read";

export const CONFIG: ConfigFile = {
  assign: [
    { tier: "restricted", names: ["bank"] },
    { tier: "public", names: ["d-bank"] },
  ],
};

export interface Given extends Partial<Omit<ReportOptions, "config">> {
  readonly config?: ConfigFile;
}

export function reportOf(texts: readonly string[], { config = CONFIG, ...rest }: Given = {}): Report {
  return buildReport(read(...texts), {
    kind: "review",
    config: resolveConfig(config as Parameters<typeof resolveConfig>[0]),
    today: "2026-11-26",
    version: "1.2.3",
    ...rest,
  });
}

export const DIGEST = fixture("preview-with-eventlog.json");
export const EVENTS = fixture("events.ndjson");
export const STATE = fixture("state-before.json");

type Props = Readonly<Record<string, unknown>>;

export interface Step {
  readonly op: string;
  readonly name?: string;
  readonly before?: Props;
  readonly after?: Props;
  readonly replaceReasons?: readonly string[];
  readonly file?: string;
}

const TYPE = "auth0:index/resourceServer:ResourceServer";

/** A digest of pulumi-auth0's resource servers. */
export function preview(steps: readonly Step[], more: Props = {}, project = "shop", stack = "dev"): string {
  return JSON.stringify({
    config: {},
    steps: steps.map(({ op, name = "orders", before, after, replaceReasons, file }) => {
      const urn = urnOf(name, project, stack);
      const state = (inputs: Props) => ({
        urn,
        custom: true,
        type: TYPE,
        inputs: { identifier: "https://orders.example", ...inputs },
        ...(file !== undefined && { sourcePosition: `project:///${file}#12,3` }),
      });
      return {
        op,
        urn,
        ...(before && { oldState: state(before) }),
        ...(after && { newState: state(after) }),
        ...(replaceReasons && { replaceReasons }),
        detailedDiff: null,
      };
    }),
    diagnostics: [],
    duration: 1,
    changeSummary: Object.fromEntries(
      [...new Set(steps.map(({ op }) => op))].map((op) => [op, steps.filter((s) => s.op === op).length]),
    ),
    maybeCorrupt: false,
    ...more,
  });
}

export const urnOf = (name: string, project = "shop", stack = "dev") =>
  `urn:pulumi:${stack}::${project}::${TYPE}::${name}`;

export const update = (before: number, after: number, name = "orders"): Step => ({
  op: "update",
  name,
  before: { tokenLifetime: before },
  after: { tokenLifetime: after },
});
