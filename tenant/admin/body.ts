/** Bodies of the admin API: JSON, bounded. */
import { MAXIMUM_BODY_BYTES, readBody } from "../body";
import { AdminError } from "./errors";

/** A snapshot holds a whole tenant: some 100,000 APIs. */
export const MAXIMUM_SNAPSHOT_BYTES = 134_217_728;

export async function readJson(request: Request, maximumBytes = MAXIMUM_BODY_BYTES): Promise<unknown> {
  const body = await readBody(request, maximumBytes);
  if (body.kind === "json") return body.value;
  if (body.kind === "problem" && body.problem === "too-large") {
    throw new AdminError(413, `The body is larger than ${maximumBytes} bytes.`);
  }
  throw new AdminError(400, "The body is not JSON, or it is nested too deep.");
}
