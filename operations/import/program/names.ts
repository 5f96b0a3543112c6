/** Names of variables for resources: made from the names that people gave, valid in every language, each once. */

export interface Named {
  /** Tells resources apart and orders them: the one with the smallest gets the plain name. */
  readonly id: string;
  /** In order of preference; the first one with a letter or digit of ASCII in it is taken. */
  readonly wishes: readonly string[];
}

const LONGEST = 50;
const FALLBACK = "api";

/**
 * Words that a program cannot use: TypeScript's, what generated programs import or find there, YAML's spellings of
 * true, false and null, and Pulumi YAML's own variable. All are refused in every language, so that names do not depend
 * on it.
 */
const RESERVED = new Set(
  `abstract any arguments as assert asserts async auth0 await bigint boolean break case catch class const constructor
  continue debugger declare default delete do else enum eval export exports extends false finally for from function get
  global globalThis if implements import in infer infinity instanceof interface is keyof let module n namespace nan never
  new no null number object of off on package private process protected public pulumi readonly require return set static
  string super switch symbol this throw true try type typeof undefined unique unknown var void while with y yes yield`.split(
    /\s+/,
  ),
);

/** By id. The same set of resources gets the same names, whatever its order. */
export function variableNames(resources: readonly Named[]): ReadonlyMap<string, string> {
  const ordered = [...resources].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const again: { id: string; plain: string }[] = [];
  for (const { id, wishes } of ordered) {
    const plain = variableName(wishes);
    if (taken.has(plain)) {
      again.push({ id, plain });
      continue;
    }
    taken.add(plain);
    names.set(id, plain);
  }
  // Numbers come after all plain names are given, so that an API called "Orders 2" keeps its own.
  const next = new Map<string, number>();
  for (const { id, plain } of again) {
    let number = next.get(plain) ?? 2;
    while (taken.has(`${plain}${number}`)) number += 1;
    next.set(plain, number + 1);
    taken.add(`${plain}${number}`);
    names.set(id, `${plain}${number}`);
  }
  return names;
}

/** "Bücher & Co." is `bucherCo`, "https://orders.example.test/" is `ordersExampleTest`. */
function variableName(wishes: readonly string[]): string {
  const [words] = wishes.map(wordsOf).filter((found) => found.length > 0);
  if (words === undefined) return FALLBACK;
  const [first = "", ...rest] = words;
  const joined = [lowerStart(first), ...rest.map(upperStart)].join("").slice(0, LONGEST);
  const name = /^[0-9]/.test(joined) ? `${FALLBACK}${joined}` : joined;
  return RESERVED.has(name.toLowerCase()) ? `${name}Api` : name;
}

function wordsOf(wish: string): string[] {
  return (
    wish
      .replace(/^[a-z][a-z0-9+.-]*:\/\//i, "")
      // Letters with marks become the letters, so that names in many languages stay readable.
      .normalize("NFKD")
      .replace(/\p{Mn}/gu, "")
      .replace(/ß/g, "ss")
      .split(/[^A-Za-z0-9]+/)
      .filter(Boolean)
  );
}

/** An abbreviation is no capital letter by accident: "API" is `api`, "OrdersAPI" is `ordersAPI`. */
function lowerStart(word: string): string {
  return /^[A-Z0-9]+$/.test(word) ? word.toLowerCase() : word.charAt(0).toLowerCase() + word.slice(1);
}

function upperStart(word: string): string {
  const rest = /^[A-Z0-9]+$/.test(word) ? word.slice(1).toLowerCase() : word.slice(1);
  return word.charAt(0).toUpperCase() + rest;
}
