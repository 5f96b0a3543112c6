/** Prints the story and keeps count of what was checked. */

const useColour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const paint = (code: number) => (text: string) => (useColour ? `\u001b[${code}m${text}\u001b[0m` : text);
const bold = paint(1);
const dim = paint(2);
const green = paint(32);
const red = paint(31);

export class Narrator {
  #step = 0;
  #passed = 0;
  #failed = 0;

  title(text: string): void {
    this.#print(`\n${bold(text)}`);
  }

  step(title: string, explanation: string): void {
    this.#step += 1;
    this.#print(`\n${bold(`${this.#step}. ${title}`)}`);
    for (const line of wrap(explanation, 96)) this.#print(`   ${line}`);
  }

  /** A command that was run, or an edit that was made. */
  action(who: string, text: string, seconds?: number): void {
    const time = seconds === undefined ? "" : dim(`  ${seconds.toFixed(1)} s`);
    this.#print(`   ${who.padEnd(11)} ${text}${time}`);
  }

  /** Lines of a program's own output. */
  quote(lines: readonly string[]): void {
    for (const line of lines.flatMap((text) => wrap(text, 84))) {
      this.#print(`   ${" ".repeat(11)} ${dim("│")} ${line}`);
    }
  }

  note(text: string): void {
    this.#print(`   ${text}`);
  }

  /** A statement of the story; the demo fails if it does not hold. */
  check(statement: string, holds: boolean, otherwise = ""): void {
    if (holds) this.#passed += 1;
    else this.#failed += 1;
    this.#print(
      `   ${holds ? green("✓") : red("✗")} ${statement}${holds || otherwise === "" ? "" : `: ${otherwise}`}`,
    );
  }

  get failed(): number {
    return this.#failed;
  }

  summary(seconds: number): void {
    const checks = `${this.#passed} checks passed, ${this.#failed} failed`;
    this.#print(`\n${bold(checks)} in ${seconds.toFixed(0)} s`);
  }

  #print(line: string): void {
    process.stdout.write(`${line}\n`);
  }
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
