/** Results of `apisettings policy test` for people. */

import { ownerOf } from "../policy/rules/exemptions";
import type { Finding } from "../policy/rules/finding";
import { countsInWords } from "../review/render/cells";
import { logLines } from "../review/render/text";
import { count } from "../review/report/verdict";
import { bullet, type Colour, type Paint, wrapped } from "./paint";
import type { Mismatch } from "./policy-expectations";
import type { TestResult } from "./policy-test";
import { isMandatory, type Verdict } from "./policy-verdict";

const VERDICT: Readonly<Record<Verdict["word"], readonly [colour: Colour, what: string]>> = {
  blocked: ["red", ""],
  "preview failed": ["red", "the preview itself failed, so what it tells is not all"],
  "not whole": ["red", "a part of the input is missing or contradicts another"],
  "not evaluated": ["yellow", ""],
  attention: ["yellow", ""],
  fine: ["green", ""],
};

export function testText(result: TestResult, paint: Paint): string {
  const { file, config, expectations, today } = result;
  const open = file.findings.filter(({ standing }) => standing.kind === "open");
  const settled = file.findings.filter(({ standing }) => standing.kind !== "open");
  const section = (title: string, colour: Colour, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", paint(title, "bold", colour), ...lines];
  const list = (texts: readonly string[]) => texts.flatMap(bullet);
  return logLines([
    ...wrapped(
      `${file.source}: ${count(file.resources.length, "resource")}, ${file.judged.size} judged, on ${today} (UTC). Configuration: ${config.origin}.`,
      0,
    ),
    ...section(
      "mandatory",
      "red",
      open.filter(isMandatory).flatMap((one) => findingLines(one, "✖", "red", paint)),
    ),
    ...section(
      "advisory",
      "yellow",
      open.filter((one) => !isMandatory(one)).flatMap((one) => findingLines(one, "!", "yellow", paint)),
    ),
    ...section("not evaluated", "yellow", list(file.notEvaluated.map(({ message }) => message))),
    ...section("exempted or known", "dim", list(settled.map(settledInWords))),
    ...section("exemptions", "dim", list(file.exemptions.map(({ message }) => message))),
    ...section("not as expected", "red", list(expectations.mismatches.map(mismatchInWords))),
    ...section("input", "yellow", list(file.notes)),
    "",
    ...verdictLines(result, paint),
  ]);
}

function findingLines(finding: Finding, mark: string, colour: Colour, paint: Paint): string[] {
  const { rule, severity, level, problem, wayOut, type, field } = finding;
  const remedy = level === "remediate" ? ", the pack would remedy it" : "";
  return [
    ...wrapped(`${mark} ${rule} (severity ${severity}${remedy})`, 2, (line) => paint(line, colour)),
    ...wrapped(`${problem} ${wayOut}`, 4),
    ...wrapped(`${type}, ${field}`, 4, (line) => paint(line, "dim")),
  ];
}

function settledInWords({ rule, name, field, standing }: Finding): string {
  const what = `${rule}: "${name}", ${field}`;
  if (standing.kind === "exempted") {
    const { exemption } = standing;
    return `${what}: exempted until ${exemption.expires} by ${ownerOf(exemption)}: ${exemption.reason}`;
  }
  return `${what}: in the baseline, and no worse`;
}

function mismatchInWords({ name, missing, unexpected }: Mismatch): string {
  const parts = [
    ...(missing.length > 0 ? [`expected and not found: ${missing.join(", ")}`] : []),
    ...(unexpected.length > 0 ? [`found and not expected: ${unexpected.join(", ")}`] : []),
  ];
  return `"${name}": ${parts.join("; ")}`;
}

function verdictLines({ file, verdict, expectations }: TestResult, paint: Paint): string[] {
  const [colour, what] = VERDICT[verdict.word];
  const open = file.findings.filter(({ standing }) => standing.kind === "open");
  const settled = (kind: string) => file.findings.filter(({ standing }) => standing.kind === kind).length;
  const mandatory = open.filter(isMandatory).length;
  const counts = countsInWords({
    mandatory,
    advisory: open.length - mandatory,
    notEvaluated: file.notEvaluated.length,
    exempted: settled("exempted"),
    known: settled("known"),
    fixed: 0,
  });
  const asExpected = expectations.of.size - expectations.mismatches.length;
  const expected = expectations.of.size === 0 ? "" : `, ${asExpected} of ${expectations.of.size} as expected`;
  const nothing = file.judged.size === 0 ? "; no resource here sets how long tokens live" : "";
  const title = verdict.word.toUpperCase();
  return wrapped(`${title}  ${what === "" ? "" : `${what}; `}${counts}${expected}${nothing}`, 0).map(
    (line, index) => (index === 0 ? `${paint(title, "bold", colour)}${line.slice(title.length)}` : line),
  );
}
