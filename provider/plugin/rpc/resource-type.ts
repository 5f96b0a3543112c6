/** Which resource a request is about. */
import { ApiSettingsError } from "../../model/errors";
import { API_TYPE } from "../tokens";

interface AboutResource {
  getUrn(): string;
  /** Not sent by older engines. */
  getType(): string;
}

export function requireApi(request: AboutResource): void {
  requireApiType(request.getType() || typeIn(request.getUrn()));
}

export function requireApiType(type: string): void {
  if (type === API_TYPE) return;
  throw new ApiSettingsError("invalid-input", `This provider has no resource type "${type}".`, {
    wayOut: `It has ${API_TYPE}.`,
  });
}

/** `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME` */
function typeIn(urn: string): string {
  return urn.split("::")[2]?.split("$").at(-1) ?? "";
}
