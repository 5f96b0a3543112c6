/** Tests of the tester: every rule finds what breaks it, and only that. */
import assert from "node:assert/strict";
import { missingEntryPoints, sourceOf } from "./entry-points";
import { importsOf, type SourceFile } from "./imports";
import { LAYERS, PACKAGES } from "./layers";
import { lex } from "./lexer";
import {
  anyTypes,
  cycles,
  inNoLayer,
  layers,
  packages,
  restrictedTests,
  silencedTypes,
  tooLong,
} from "./rules";

const file = (path: string, text = ""): SourceFile => ({ path, text });
/** A file that imports `specifier`, and the file that this means. */
const importing = (path: string, specifier: string, target: string): SourceFile[] => [
  file(path, `import { x } from "${specifier}";\n`),
  file(target),
];
const found = (breaches: string[], ...parts: string[]): void => {
  assert.equal(breaches.length, 1, breaches.join("\n"));
  for (const part of parts) assert.ok(breaches[0]?.includes(part), breaches[0]);
};

describe("the lexer", () => {
  const texts: [what: string, text: string, code: string][] = [
    ["comments", 'a // "b"\n/* import "c" */ d', "a \n d"],
    ["strings", "\"a\" + 'b'", '"0" + "1"'],
    ["quotes inside strings", '"a\\"b" + \'c"d\'', '"0" + "1"'],
    ["comment signs inside strings", '"http://x" + "/*"', '"0" + "1"'],
    ["escapes inside templates", '`a\\`import "b"\\\\` + c', "`` + c"],
    ["templates", '`import "a"` + b', "`` + b"],
    ["code inside templates", "`a\u0024{f(`b`)}c\u0024{{}}d` + e", "(f(``))({})`` + e"],
    ["patterns with quotes and slashes", "x = /[/\"`]'\\//g; y", "x = ``; y"],
    ["patterns behind words and brackets", "return /'/ && f(/`/)", "return `` && f(``)"],
    ["divisions", "a / b / c; (a) / 2; d[0] / 3", "a / b / c; (a) / 2; d[0] / 3"],
  ];
  for (const [what, text, code] of texts) {
    it(`knows ${what}`, () => assert.equal(lex(text).code, code));
  }
  it("keeps what strings and comments say", () => {
    const { strings, comments } = lex("'a' + \"b\" // c\n/* d */");
    assert.deepEqual(strings, ["a", "b"]);
    assert.deepEqual(comments, ["// c", "/* d */"]);
  });
});

describe("importsOf", () => {
  const texts: [text: string, specifier: string | undefined, typeOnly: boolean][] = [
    ['import a from "m";', "m", false],
    ['import a, { b } from "m";', "m", false],
    ['import * as a from "m";', "m", false],
    ['import {\n  a,\n  type b,\n} from "m";', "m", false],
    ['import "m";', "m", false],
    ['export * from "m";', "m", false],
    ['export * as a from "m";', "m", false],
    ['export { a } from "m";', "m", false],
    ['import a = require("m");', "m", false],
    ['const a = require("m");', "m", false],
    ['require.resolve("m");', "m", false],
    ['f({ ...require("m") });', "m", false],
    ["const a = await import('m');", "m", false],
    ['type A = import("m").B;', "m", false],
    ['import data from "m" with { type: "json" };', "m", false],
    ['import type { a } from "m";', "m", true],
    ['import type a from "m";', "m", true],
    ['import { type a, type b } from "m";', "m", true],
    ['export type { a } from "m";', "m", true],
    ['import a, { type b } from "m";', "m", false],
    ['import type from "m";', "m", false],
    ["import(name);", undefined, false],
    ["require(`m`);", undefined, false],
    ['import("m" + name);', undefined, false],
  ];
  for (const [text, specifier, typeOnly] of texts) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.deepEqual(importsOf(file("a.ts", text)), [{ specifier, typeOnly }]);
    });
  }

  for (const text of [
    '// import a from "m";',
    '/** import("m") */',
    "`import a from 'm';`",
    "const text = 'import a from \"m\"';",
    'export const from = "m";',
    "import.meta.url;",
    'loader.require("m");',
    'const x = { a }; f(from, "m");',
  ]) {
    it(`finds none in ${JSON.stringify(text)}`, () => assert.deepEqual(importsOf(file("a.ts", text)), []));
  }

  it("finds several, also without line ends", () => {
    const text = 'export interface A {}\nimport { b } from "b";export { c } from "c";\nvoid import("d");';
    assert.deepEqual(
      importsOf(file("a.ts", text)).map(({ specifier }) => specifier),
      ["b", "c", "d"],
    );
  });
});

describe("the rule of layers", () => {
  it("knows every room of the house", () => {
    const rooms = Object.entries(LAYERS).map(([room, layer]) => `${layer} ${room}`);
    assert.equal(
      rooms.sort().join(", "),
      [
        "0 provider/model, 1 policy/rules, 1 provider/client, 1 provider/process, 1 tenant, 2 policy/pack, 2 provider/resources",
        "2 review, 3 operations, 3 provider/dynamic, 3 provider/plugin, 4 sdk, 5 cli",
      ].join(", "),
    );
  });

  for (const [from, own] of Object.entries(LAYERS)) {
    for (const [to, other] of Object.entries(LAYERS)) {
      const allowed = from === to || other < own;
      it(`${allowed ? "lets" : "forbids"} ${from} import ${to}`, () => {
        const up = from.includes("/") ? "../../.." : "../..";
        const sources = importing(`${from}/deep/a.ts`, `${up}/${to}/b`, `${to}/b.ts`);
        if (allowed) assert.deepEqual(layers(sources), []);
        else
          found(layers(sources), `${from}/deep/a.ts`, `${to}/b.ts`, own === other ? "sideways" : "upwards");
      });
    }
  }

  const sneaky: Record<string, string> = {
    "a type": 'import type { X } from "../client/b";',
    "a re-export": 'export * from "../client/b";',
    "a dynamic import": 'void import("../client/b.js");',
    "a require": 'require("../client/b");',
    "an index": 'import "../client";',
  };
  for (const [what, text] of Object.entries(sneaky)) {
    it(`sees through ${what}`, () => {
      const there = [file("provider/client/b.ts"), file("provider/client/index.ts")];
      found(layers([file("provider/model/a.ts", text), ...there]), "provider/model/a.ts", "upwards");
    });
  }

  for (const folder of ["tests", "tools", "examples", "docs"]) {
    it(`forbids the product to import ${folder}/, and lets ${folder}/ import the product`, () => {
      found(layers(importing("cli/a.ts", `../${folder}/b`, `${folder}/b.ts`)), "cli/a.ts", `${folder}/b.ts`);
      assert.deepEqual(layers(importing(`${folder}/a.ts`, "../cli/b", "cli/b.ts")), []);
    });
  }

  it("lets the product read package.json, and nothing else beside the rooms", () => {
    assert.deepEqual(layers([file("cli/a.ts", 'import x from "../package.json";')]), []);
    found(layers([file("cli/a.ts", 'import x from "../biome.json";')]), "biome.json");
    found(
      layers([file("provider/model/a.ts", 'import x from "../other";'), file("provider/other.ts")]),
      "no room",
    );
  });

  it("finds an import that nobody can check", () => {
    found(layers([file("cli/a.ts", "void import(name);")]), "cli/a.ts computes");
  });

  it("takes a folder whose name begins alike for another one", () => {
    found(inNoLayer([file("sdk-extra/a.ts"), file("sdk/a.ts")]), "sdk-extra/a.ts");
  });
});

describe("the rule that every file is in a layer", () => {
  for (const path of [
    "provider/a.ts",
    "policy/a.ts",
    "lib/a.ts",
    "a.ts",
    "provider/other/a.ts",
    "web/page.js",
  ]) {
    it(`finds ${path}`, () => found(inNoLayer([file(path)]), path));
  }
  it("is content with rooms and with what stands outside", () => {
    const paths = [
      "provider/model/a.ts",
      "tenant/deep/down/a.ts",
      "tests/a.ts",
      "tools/a.mjs",
      "examples/x/index.ts",
    ];
    assert.deepEqual(inNoLayer(paths.map((path) => file(path))), []);
  });
});

describe("the rule of outside packages", () => {
  const dependencies = Object.fromEntries(Object.keys(PACKAGES).map((name) => [name, "1"]));
  const rule = packages({ name: "pulumi-apisettings", dependencies });
  const one = (room: string, specifier: string) =>
    rule([file(`${room}/a.ts`, `import x from "${specifier}";`)]);

  /** Written down a second time, so that a slip in the table is found. */
  const table: [specifier: string, rooms: string[]][] = [
    ["axios", ["provider/client"]],
    ["hono", ["tenant"]],
    ["hono/cors", ["tenant"]],
    ["@hono/node-server", ["tenant"]],
    ["@peculiar/asn1-schema", ["tenant"]],
    ["@peculiar/asn1-x509", ["tenant"]],
    ["jose", ["tenant"]],
    ["libsql", ["tenant"]],
    ["ajv", ["tenant"]],
    ["commander", ["cli"]],
    ["@pulumi/policy", ["policy/pack"]],
    ["@pulumi/pulumi", ["provider/plugin", "provider/dynamic", "operations", "sdk", "cli"]],
    ["@pulumi/pulumi/proto/provider_pb", ["provider/plugin", "provider/dynamic", "operations", "sdk", "cli"]],
    ["@grpc/grpc-js", ["provider/plugin"]],
    ["google-protobuf/google/protobuf/empty_pb", ["provider/plugin"]],
    ["fastest-levenshtein", ["provider/model"]],
    ["zod", Object.keys(LAYERS)],
  ];
  for (const [specifier, rooms] of table) {
    for (const room of Object.keys(LAYERS)) {
      const allowed = rooms.includes(room);
      it(`${allowed ? "lets" : "forbids"} ${room} import ${specifier}`, () => {
        if (allowed) assert.deepEqual(one(room, specifier), []);
        else found(one(room, specifier), `${room}/a.ts`, specifier);
      });
    }
  }

  it("finds a package that nobody chose", () => found(one("cli", "lodash"), "lodash"));
  it("finds a package that users would not have", () => {
    const bare = packages({ name: "pulumi-apisettings" });
    found(bare([file("cli/a.ts", 'import x from "commander";')]), "dependencies");
    assert.deepEqual(bare([file("cli/a.ts", 'import type { X } from "commander";')]), []);
  });
  it("lets the product name itself, and outsiders import anything", () => {
    assert.deepEqual(one("sdk", "pulumi-apisettings/plugin"), []);
    assert.deepEqual(rule([file("tests/a.ts", 'import "lodash";')]), []);
  });
  it("keeps pure rooms pure", () => {
    assert.deepEqual(one("provider/model", "node:crypto"), []);
    for (const [room, builtin] of [
      ["provider/model", "node:fs"],
      ["provider/resources", "node:crypto"],
      ["policy/rules", "node:child_process"],
    ] as const) {
      found(one(room, builtin), room, builtin, "pure");
    }
    assert.deepEqual(one("cli", "node:fs"), []);
  });
  it("wants the node: prefix", () => found(one("cli", "fs"), "node:fs"));
});

describe("the rule of cycles", () => {
  const ring = (text: string) => [
    file("sdk/a.ts", 'import { b } from "./b";'),
    file("sdk/b.ts", 'import { c } from "./deep/c";'),
    file("sdk/deep/c.ts", text),
  ];
  it("finds a ring and says how it goes", () => {
    found(cycles(ring('import { a } from "../a";')), "sdk/a.ts -> sdk/b.ts -> sdk/deep/c.ts -> sdk/a.ts");
  });
  it("finds one through re-exports, dynamic imports and an index", () => {
    assert.equal(cycles(ring('export * from "../a";')).length, 1);
    assert.equal(cycles(ring('void import("../a.js");')).length, 1);
    found(cycles([file("x/index.ts", 'import "./y";'), file("x/y.ts", 'import ".";')]), "x/index.ts");
  });
  it("finds a file that imports itself", () =>
    found(cycles([file("x/a.ts", 'import "./a";')]), "x/a.ts -> x/a.ts"));
  it("finds one that is entered from aside", () => {
    found(
      cycles([
        file("x/start.ts", 'import "./a";'),
        file("x/a.ts", 'import "./b";'),
        file("x/b.ts", 'import "./a";'),
      ]),
      "x/a.ts -> x/b.ts -> x/a.ts",
    );
  });
  it("lets types go round, which are gone when the program runs", () => {
    assert.deepEqual(cycles(ring('import type { A } from "../a";')), []);
  });
  it("lets two ways lead to one file", () => {
    const diamond = [
      file("x/a.ts", 'import "./b";import "./c";'),
      file("x/b.ts", 'import "./d";'),
      file("x/c.ts", 'import "./d";'),
    ];
    assert.deepEqual(cycles([...diamond, file("x/d.ts")]), []);
  });
});

describe("the rule of sizes", () => {
  it("finds a file of 501 lines, not one of 500", () => {
    found(
      tooLong([file("sdk/a.ts", "x\n".repeat(501)), file("sdk/b.ts", "x\n".repeat(500))]),
      "sdk/a.ts has 501",
    );
  });
  it("leaves out what is generated and what stands outside", () => {
    const long = "x\n".repeat(9_000);
    assert.deepEqual(tooLong([file("sdk/types.generated.ts", long), file("tests/a.ts", long)]), []);
  });
});

describe("the rule against any", () => {
  for (const text of [
    "let a: any;",
    "f(x as any);",
    "let a: any[];",
    "let a: Array<any>;",
    "let a: Record<string, any>;",
    "type A = any;",
    "type A = string | any;",
    "let f: () => any;",
    "function f<T extends any>() {}",
    "let a: { b?: any };",
  ]) {
    it(`finds ${text}`, () => found(anyTypes([file("sdk/a.ts", text)]), "sdk/a.ts"));
  }
  for (const text of [
    "// any: any",
    'const a = ": any";',
    "Promise.any(x);",
    "z.any;",
    "const many: Company = company;",
  ]) {
    it(`is content with ${text}`, () => assert.deepEqual(anyTypes([file("sdk/a.ts", text)]), []));
  }
  it("leaves tests alone: they may hand in what no type allows", () => {
    assert.deepEqual(anyTypes([file("tests/a.ts", "let a: any;")]), []);
  });
});

describe("the rule against silencing", () => {
  for (const word of ["ignore", "nocheck"]) {
    it(`finds @ts-${word} in each kind of comment, also in tests`, () => {
      found(silencedTypes([file("sdk/a.ts", `// @ts-${word}\nx`)]), "sdk/a.ts");
      found(silencedTypes([file("tests/a.ts", `/* @ts-${word} */ x`)]), "tests/a.ts");
    });
  }
  it("is content with the same words in a text", () => {
    assert.deepEqual(silencedTypes([file("sdk/a.ts", 'x("// @ts-ignore")')]), []);
  });
});

describe("the rule against left-out tests", () => {
  for (const text of [
    'it.only("x", f);',
    'it.skip("x", f);',
    'describe.only("x", f);',
    "describe\n  .skip('x', f);",
    "this.skip();",
    'xit("x", f);',
    'xdescribe("x", f);',
    'context.only("x", f);',
  ]) {
    it(`finds ${JSON.stringify(text)}`, () =>
      found(restrictedTests([file("tests/a.test.ts", text)]), "tests/a.test.ts"));
  }
  for (const text of ['it("x.only", f);', "// it.only", "list.skip(3);", "exit(1);", "pattern.test(x);"]) {
    it(`is content with ${text}`, () =>
      assert.deepEqual(restrictedTests([file("tests/a.test.ts", text)]), []));
  }
});

describe("the rule of entry points", () => {
  const manifest = {
    main: "dist/plugin.cjs",
    types: "dist/sdk/dynamic.d.ts",
    bin: { a: "dist/cli/main.js", b: "wrapper" },
    exports: {
      ".": { types: "./dist/sdk/dynamic.d.ts", default: "./dist/sdk/dynamic.js" },
      "./package.json": "./package.json",
    },
  };
  const sources = ["provider/plugin/main.ts", "sdk/dynamic.ts", "cli/main.ts", "wrapper", "package.json"];
  it("is content where each has a source", () => {
    assert.deepEqual(
      missingEntryPoints(manifest, (path) => sources.includes(path)),
      [],
    );
  });
  for (const missing of sources) {
    it(`finds that ${missing} is missing`, () => {
      const breaches = missingEntryPoints(manifest, (path) => path !== missing && sources.includes(path));
      assert.ok(
        breaches.length > 0 && breaches.every((breach) => breach.includes(missing)),
        breaches.join("\n"),
      );
    });
  }
  it("knows what is compiled from what", () => {
    assert.equal(sourceOf("dist/provider/dynamic/index.d.ts"), "provider/dynamic/index.ts");
    assert.equal(sourceOf("schema.json"), "schema.json");
  });
});
