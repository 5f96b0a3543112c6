/** An explanation as a sheet of texts: tables, footnotes, notes. Renderers add nothing but their format. */
import type { Explanation, Section } from "../explanation";
import { FLOW_TITLES } from "../flows";
import type { Source } from "../sources";
import type { Told } from "../told";
import { accessCell, type Cell, idTokenCell, type Reason, refreshCell } from "./cells";

export interface Sheet {
  readonly title: string;
  /** For whom, in a sentence or two. */
  readonly subtitle: string;
  readonly tables: readonly SheetTable[];
  /** Reasons with their sources; cells refer to them by number, from 1 on. */
  readonly footnotes: readonly string[];
  readonly notes: readonly string[];
}

export interface SheetTable {
  readonly heading: string;
  readonly sentence: string;
  readonly columns: readonly string[];
  /** None where there is nothing to say, or the same as in the table before. */
  readonly rows: readonly (readonly string[])[];
}

const COLUMNS = ["Flow", "Access token", "Refresh token", "ID token"];

export function sheetOf(explanation: Explanation): Sheet {
  const footnotes: string[] = [];
  const refer = (cell: Cell): string => {
    const numbers = cell.reasons.map((reason) => numberOf(footnotes, footnoteOf(reason)));
    return numbers.length === 0 ? cell.text : `${cell.text} [${[...new Set(numbers)].join(",")}]`;
  };
  const { api, client, scope, sections, notes } = explanation;
  const tables = sections.map((section, index) =>
    tableOf(section, refer, index > 0 && repeats(sections[0], section)),
  );
  return {
    title: titleOf(api),
    subtitle: [
      client === undefined ? "For any client." : `For the client ${JSON.stringify(client)}.`,
      scope === undefined ? "Each scope as if it were asked for." : `Scope: ${scope.join(" ")}.`,
    ].join(" "),
    tables,
    footnotes,
    notes,
  };
}

/** An API of the tenant without a name is called by its identifier. */
function titleOf({ name, identifier }: Explanation["api"]): string {
  const same = identifier.state === "known" && identifier.value === name;
  return same ? `API ${name}` : `API ${JSON.stringify(name)}: ${identifierInWords(identifier)}`;
}

const HEADINGS: Readonly<Record<Section["audience"], string>> = {
  api: "With the API's identifier as audience",
  none: "Without an audience",
  "user-profile": "With the user-profile endpoint as audience",
};

function tableOf(
  { audience, target, rows }: Section,
  refer: (cell: Cell) => string,
  repeated: boolean,
): SheetTable {
  const meant = target.for === "user-profile" ? "Tokens are for the user-profile endpoint alone: " : "";
  const again = repeated ? " The table above holds here too." : "";
  return {
    heading: HEADINGS[audience],
    sentence: `${meant}${meant === "" ? capital(target.because) : target.because}.${again} (${sourceInWords(target.source)})`,
    columns: COLUMNS,
    rows: repeated
      ? []
      : rows.map((row) => [
          FLOW_TITLES[row.flow],
          refer(accessCell(row)),
          refer(refreshCell(row)),
          refer(idTokenCell(row)),
        ]),
  };
}

function repeats(first: Section | undefined, section: Section): boolean {
  return section.rows.length > 0 && JSON.stringify(first?.rows) === JSON.stringify(section.rows);
}

function footnoteOf({ because, source }: Reason): string {
  return source.evidence === "none"
    ? `${capital(because)}.`
    : `${capital(because)}. (${sourceInWords(source)})`;
}

function sourceInWords({ text, evidence }: Source): string {
  return evidence === "documented" ? text : `${text}; ${evidence}`;
}

function numberOf(list: string[], text: string): number {
  const known = list.indexOf(text);
  return known >= 0 ? known + 1 : list.push(text);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function identifierInWords(identifier: Told<string>): string {
  switch (identifier.state) {
    case "known":
      return identifier.value;
    case "secret":
      return "a secret identifier";
    case "unknown":
      return "its identifier is known after the apply";
    default:
      return "its identifier cannot be read";
  }
}
