/** Answers: one content type everywhere, as the real tenant has it, on empty answers too. */
export const JSON_TYPE = "application/json; charset=utf-8";

export function answer(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const text = body === undefined ? null : JSON.stringify(body);
  return new Response(text, { status, headers: { "content-type": JSON_TYPE, ...headers } });
}
