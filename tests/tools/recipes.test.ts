/** The recipes of docs/tenant.md in other languages, run as a reader would: in a project with the package installed. */
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CommandOptions, runCommand } from "../../tools/support/command";
import { REPOSITORY } from "../../tools/support/packed-package";
import { parsePage } from "../docs/support/markdown";
import { GO, goForTests } from "./support/go";
import { describeWith } from "./support/languages";

const PAGE = "docs/tenant.md";
const { blocks } = parsePage(PAGE, readFileSync(path.join(REPOSITORY, PAGE), "utf8"));

describe("recipes of docs/tenant.md", () => {
  let project = "";
  before(() => {
    project = mkdtempSync(path.join(tmpdir(), "apisettings-recipe-"));
    const bin = path.join(project, "node_modules/.bin");
    mkdirSync(bin, { recursive: true });
    const tsx = path.join(REPOSITORY, "node_modules/tsx/dist/cjs/index.cjs");
    const main = path.join(REPOSITORY, "cli/main.ts");
    const shim = `#!/bin/sh\nexec '${process.execPath}' --require '${tsx}' '${main}' "$@"\n`;
    writeFileSync(path.join(bin, "apisettings"), shim);
    chmodSync(path.join(bin, "apisettings"), 0o755);
  });
  after(() => rmSync(project, { recursive: true, force: true }));

  /** Runs the page's block, with a test in its place that prints what the tenant says of itself. */
  async function prove(
    language: string,
    test: string,
    around: (text: string) => string,
    file: string,
    command: readonly [string, ...string[]],
    options: CommandOptions = {},
  ): Promise<void> {
    const own = blocks.filter((block) => block.language === language);
    assert.equal(own.length, 1, `${PAGE} has ${own.length} recipes in ${language}`);
    const text = own[0]?.text ?? "";
    const place = /^(#|\/\/) \.\.\. your test \.\.\.$/m;
    assert.match(text, place);
    writeFileSync(path.join(project, file), around(text.replace(place, () => test)));
    const [program, ...args] = command;
    const { code, output } = await runCommand(program, args, { ...options, cwd: project });
    assert.equal(code, 0, output);
    const [, url, issuer] = /^tenant (http:\S+) says (\S+)$/m.exec(output) ?? [];
    assert.equal(issuer, `${url}/`, output);
    await assert.rejects(fetch(issuer ?? ""), "the tenant is stopped");
  }

  describeWith("Python", ["python3"], (python) => {
    it("starts a tenant, uses it, stops it", () =>
      prove(
        "python",
        [
          "import urllib.request",
          'answer = json.load(urllib.request.urlopen(ready["url"] + "/.well-known/openid-configuration"))',
          'print("tenant", ready["url"], "says", answer["issuer"])',
        ].join("\n"),
        (text) => text,
        "recipe.py",
        [python, "recipe.py"],
      ));
  });

  describeWith("Go", GO, (go) => {
    it("starts a tenant, uses it, stops it", () => {
      const imports = ["encoding/json", "fmt", "net/http", "os/exec", "syscall", "testing"];
      writeFileSync(path.join(project, "go.mod"), "module recipe\n\ngo 1.24\n");
      return prove(
        "go",
        [
          'response, err := http.Get(ready.URL + "/.well-known/openid-configuration")',
          "if err != nil {",
          "	t.Fatal(err)",
          "}",
          "var answer struct{ Issuer string }",
          "json.NewDecoder(response.Body).Decode(&answer)",
          'fmt.Println("tenant", ready.URL, "says", answer.Issuer)',
        ].join("\n"),
        (text) =>
          `package recipe\n\nimport (\n${imports.map((name) => `"${name}"\n`).join("")})\n\nfunc TestTenant(t *testing.T) {\n${text}}\n`,
        "recipe_test.go",
        [go, "test", "-v", "-count=1", "."],
        { env: goForTests() },
      );
    });
  });

  describeWith("Java", ["java"], (java) => {
    it("starts a tenant, uses it, stops it", () =>
      prove(
        "java",
        [
          'var uri = java.net.URI.create(url + "/.well-known/openid-configuration");',
          "var request = java.net.http.HttpRequest.newBuilder(uri).build();",
          "var text = java.net.http.HttpResponse.BodyHandlers.ofString();",
          "var answer = java.net.http.HttpClient.newHttpClient().send(request, text).body();",
          'var issuer = answer.replaceAll(".*\\"issuer\\":\\"([^\\"]*)\\".*", "$1");',
          'System.out.println("tenant " + url + " says " + issuer);',
        ].join("\n"),
        (text) =>
          `class Recipe {\n  public static void main(String[] args) throws Exception {\n${text}\n  }\n}\n`,
        "Recipe.java",
        [java, "Recipe.java"],
      ));
  });
});
