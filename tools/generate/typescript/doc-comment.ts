/** Doc comments of generated TypeScript. */

const WIDTH = 110;

/** Lines of a doc comment, indented, with a line break at the end. */
export function docComment(text: string, indent = ""): string {
  const safe = text.replaceAll("*/", "*\\/");
  const single = `${indent}/** ${safe} */`;
  if (!safe.includes("\n") && single.length <= WIDTH) return `${single}\n`;
  const lines = safe.split("\n").flatMap((line) => wrap(line, WIDTH - indent.length - 3));
  return `${indent}/**\n${lines.map((line) => `${indent} * ${line}`.trimEnd()).join("\n")}\n${indent} */\n`;
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(" ", width);
    if (at <= 0) break;
    lines.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...lines, rest];
}
