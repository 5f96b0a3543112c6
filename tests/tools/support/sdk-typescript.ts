/** Types of a Node.js SDK, read from its declarations. */
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import type { SdkProperty, SdkType } from "./sdk-type";

/** Declarations of the blocks below properties, for all types of an SDK. */
const BLOCKS = "types/input.d.ts";

/** The files that tell of these types. */
export function typescriptFiles(tokens: readonly string[]): string[] {
  return [...tokens.flatMap((token) => [`${moduleOf(token)}.d.ts`, `${moduleOf(token)}.js`]), BLOCKS];
}

export function typescriptType(folder: string, token: string): SdkType {
  const read = (file: string) => readFileSync(path.join(folder, file), "utf8");
  const declarations = parse(read(`${moduleOf(token)}.d.ts`));
  const blocks = parsedBlocks(path.join(folder, BLOCKS));
  const args = interfaceAt(declarations.statements, [`${token.split(":").at(-1)}Args`]);
  const [, said] = /__pulumiType = ['"]([^'"]+)['"]/.exec(read(`${moduleOf(token)}.js`)) ?? [];
  return {
    token: said,
    property(wanted) {
      let block = args;
      let found: SdkProperty | undefined;
      for (const key of wanted.split(".")) {
        const member = block?.members.find(
          (one): one is ts.PropertySignature => ts.isPropertySignature(one) && one.name.getText() === key,
        );
        if (member?.type === undefined) return undefined;
        const type = plain(member.type);
        found = { type: primitive(type), doc: docOf(member) };
        block = ts.isTypeReferenceNode(type)
          ? interfaceAt(blocks.statements, type.typeName.getText().split(".").slice(1))
          : undefined;
      }
      return found;
    },
  };
}

/** "okta:auth/serverPolicyRule:ServerPolicyRule" is in auth/serverPolicyRule, "aws-native:cognito:UserPoolClient" in cognito/userPoolClient. */
function moduleOf(token: string): string {
  const [, module = "", name = ""] = token.split(":");
  const file = module.includes("/") ? module : `${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  return file.replace(/^index\//, "");
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile("sdk.d.ts", text, ts.ScriptTarget.Latest, true);
}

const parsed = new Map<string, ts.SourceFile>();

/** Some have millions of characters: each is parsed once. */
function parsedBlocks(file: string): ts.SourceFile {
  const known = parsed.get(file) ?? parse(readFileSync(file, "utf8"));
  parsed.set(file, known);
  return known;
}

function interfaceAt(
  statements: readonly ts.Statement[],
  [first, ...rest]: readonly string[],
): ts.InterfaceDeclaration | undefined {
  for (const statement of statements) {
    if (rest.length === 0 && ts.isInterfaceDeclaration(statement) && statement.name.text === first)
      return statement;
    if (!ts.isModuleDeclaration(statement) || statement.name.text !== first) continue;
    const { body } = statement;
    if (body && ts.isModuleBlock(body)) return interfaceAt(body.statements, rest);
  }
  return undefined;
}

/** `pulumi.Input<T | undefined>` and `pulumi.Input<pulumi.Input<T>[]>` are T. */
function plain(type: ts.TypeNode): ts.TypeNode {
  if (ts.isArrayTypeNode(type)) return plain(type.elementType);
  if (ts.isUnionTypeNode(type)) {
    const [only, ...more] = type.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword);
    return only && more.length === 0 ? plain(only) : type;
  }
  const [argument] = ts.isTypeReferenceNode(type) ? (type.typeArguments ?? []) : [];
  return argument && ts.isTypeReferenceNode(type) && type.typeName.getText() === "pulumi.Input"
    ? plain(argument)
    : type;
}

function primitive({ kind }: ts.TypeNode): SdkProperty["type"] {
  if (kind === ts.SyntaxKind.NumberKeyword) return "number";
  if (kind === ts.SyntaxKind.StringKeyword) return "string";
  return kind === ts.SyntaxKind.BooleanKeyword ? "boolean" : "other";
}

function docOf(member: ts.PropertySignature): string {
  const comments = ts
    .getJSDocCommentsAndTags(member)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "");
  return comments.join(" ").replace(/\s+/g, " ").trim();
}
