/**
 * Just enough of a lexer to tell code from text: an import that stands in a comment or in a template that some
 * generator writes is none. (A parser would know more, but takes seconds for the whole tree.)
 */
export interface Lexed {
  /** The code, with `"0"`, `"1"`, … in place of string literals and nothing in place of templates and patterns. */
  code: string;
  /** What the string literals say, by their numbers. */
  strings: string[];
  comments: string[];
}

const BLANK = /\s+/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const STRING = /"((?:\\[\s\S]|[^"\\\n])*)"|'((?:\\[\s\S]|[^'\\\n])*)'/y;
const PATTERN = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\/[a-z]*/y;
const WORD = /[\w$]+/y;
/** Words after which a slash begins a pattern, not a division. */
const BEFORE_PATTERN = /^(?:return|typeof|case|in|of|do|else|void|delete|throw|new|await|yield)$/;

export function lex(text: string): Lexed {
  const code: string[] = [];
  const strings: string[] = [];
  const comments: string[] = [];
  /** Depth of braces in each template that we are inside a `${}` of. */
  const templates: number[] = [];
  let at = 0;
  let last = "";

  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at += match[0].length;
    return match;
  };
  const put = (token: string): void => {
    code.push(token);
    last = token;
  };
  /** From behind a backtick or the end of a `${}` to the end of the template or the next `${`. */
  const skipTemplate = (): void => {
    while (at < text.length) {
      if (text[at] === "\\") at += 2;
      else if (text[at] === "`") {
        at++;
        put("``");
        return;
      } else if (text.startsWith("${", at)) {
        at += 2;
        templates.push(0);
        put("(");
        return;
      } else at++;
    }
  };

  while (at < text.length) {
    const blank = take(BLANK);
    if (blank) {
      code.push(blank[0].includes("\n") ? "\n" : " ");
      continue;
    }
    const comment = take(COMMENT);
    if (comment) {
      comments.push(comment[0]);
      continue;
    }
    const string = take(STRING);
    if (string) {
      put(`"${strings.push(string[1] ?? string[2] ?? "") - 1}"`);
      continue;
    }
    if (text[at] === "/" && (/^[^\w$)\]"`}]?$/.test(last) || BEFORE_PATTERN.test(last)) && take(PATTERN)) {
      put("``");
      continue;
    }
    const word = take(WORD);
    if (word) {
      put(word[0]);
      continue;
    }
    const character = text[at++] ?? "";
    if (character === "`") skipTemplate();
    else if (character === "}" && templates.at(-1) === 0) {
      templates.pop();
      put(")");
      skipTemplate();
    } else {
      if (character === "{" && templates.length > 0) templates.push((templates.pop() ?? 0) + 1);
      if (character === "}" && templates.length > 0) templates.push((templates.pop() ?? 0) - 1);
      put(character);
    }
  }
  return { code: code.join(""), strings, comments };
}
