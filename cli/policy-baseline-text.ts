/** What `apisettings policy baseline` did, for people. */
import type { BaselineFinding } from "../policy/rules/config/schema";
import { secondsInWords } from "../policy/rules/words";
import { parseUrn } from "../review/read/urn";
import { logLines } from "../review/render/text";
import { bullet, type Colour, type Paint, wrapped } from "./paint";
import type { BaselineResult } from "./policy-baseline";

export function baselineText(result: BaselineResult, paint: Paint): string {
  const { out, written, added, gone, changed, kept, ofOthers, toConfigure, notes } = result;
  const section = (title: string, colour: Colour, texts: readonly string[]) =>
    texts.length === 0 ? [] : ["", paint(title, "bold", colour), ...texts.flatMap(bullet)];
  const news = added.length + gone.length + changed.length;
  const done = written ? `Wrote ${out}` : news === 0 ? `${out} stays as it is` : `Would write ${out}`;
  const others = ofOthers > 0 ? `, ${ofOthers} of other stacks` : "";
  return logLines([
    ...wrapped(`${done}: ${added.length} new, ${gone.length} gone, ${kept} kept${others}.`, 0),
    ...section("new", "yellow", added.map(inWords)),
    ...section(
      "kept, with another lifetime",
      "yellow",
      changed.map(
        ({ before, after }) =>
          `${placeInWords(after)}: ${timeInWords(after)} instead of ${timeInWords(before)}`,
      ),
    ),
    ...section("gone", "green", gone.map(inWords)),
    ...section("input", "yellow", notes),
    ...(toConfigure === undefined
      ? []
      : [
          "",
          ...wrapped(
            `The baseline is not in use yet. Add to ${toConfigure.config}: "baseline": ${JSON.stringify(toConfigure.baseline)}`,
            0,
          ),
        ]),
  ]);
}

function inWords(entry: BaselineFinding): string {
  return `${placeInWords(entry)}${entry.seconds === undefined ? "" : `: ${timeInWords(entry)}`}`;
}

function placeInWords({ rule, urn, field }: BaselineFinding): string {
  const parts = parseUrn(urn);
  const name = parts === undefined ? urn : `${parts.project}/${parts.stack} "${parts.name}"`;
  return `${rule}: ${name}, ${field}`;
}

function timeInWords({ seconds }: BaselineFinding): string {
  if (seconds === undefined) return "no lifetime";
  return secondsInWords(seconds === "unlimited" ? Number.POSITIVE_INFINITY : seconds);
}
