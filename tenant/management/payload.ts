/** The body of a Management API request as data that a schema can check. */
import type { Json } from "../../provider/model/values";
import { type BodyProblem, readBody } from "../body";
import { ManagementError } from "./errors";
import type { JsonSchema } from "./validation/schemas";

/** `form` is the schema by which the texts of a form are converted; without it a form is refused. */
export async function readPayload(request: Request, form?: JsonSchema): Promise<unknown> {
  const body = await readBody(request);
  if (body.kind === "problem") throw refusal(body.problem);
  if (body.kind === "empty") return null;
  if (body.kind === "json") return body.value;
  if (form === undefined) throw refusal("unsupported-type");
  return fromForm(body.value, form);
}

function refusal(problem: BodyProblem): ManagementError {
  switch (problem) {
    case "too-large":
      return new ManagementError(413, "Payload content length greater than maximum allowed: 1048576");
    case "malformed":
      return new ManagementError(400, "Invalid request payload JSON format");
    case "unsupported-type":
      return new ManagementError(415, "Unsupported Media Type");
  }
}

/** Texts become numbers and booleans where the schema has them; what does not convert stays and fails its check. */
export function fromForm(form: URLSearchParams, schema: JsonSchema): Record<string, Json> {
  const names = new Set(form.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const texts = form.getAll(name);
      const expected = schema.properties?.[name]?.type;
      if (expected === "array") return [name, texts];
      const [text = ""] = texts;
      return [name, texts.length > 1 ? texts : convert(text, expected)];
    }),
  );
}

function convert(text: string, type: string | string[] | undefined): Json {
  if (type === "boolean" && (text === "true" || text === "false")) return text === "true";
  if (type === "integer" && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
