/** POST, PATCH and DELETE of /api/v2/users */
import type { JsonObject } from "../../../provider/model/values";
import type { TenantContext } from "../../context";
import { answer } from "../../http";
import { storePassword } from "../../passwords";
import type { User } from "../../store/records";
import type { Call } from "../call";
import { ManagementError } from "../errors";
import { idOf } from "../path";
import { createCheck, invalid } from "../validation/validate";
import { CONNECTION, changedUser, newUser, shownUser } from "./documents";
import { existingUser } from "./find";
import { CREATE, UPDATE } from "./schemas";

const checkCreate = createCheck("Payload", CREATE);
const checkUpdate = createCheck("Payload", UPDATE);

export async function createUser({ context, payload }: Call): Promise<Response> {
  const sent = await payload(CREATE);
  checkCreate(sent);
  const body = sent as JsonObject;
  checkConnection(body);
  const missing = ["email", "password"].filter((name) => body[name] === undefined);
  if (missing.length > 0) {
    throw invalid(
      "Payload",
      missing.map((name) => ({ path: [], text: `Missing required property: ${name}` })),
    );
  }
  const password = strong(body.password);
  return context.store.transaction(() => {
    const user = newUser(body, context);
    if (context.store.users.get(user.user_id) !== undefined) throw alreadyExists();
    refuseTaken(context, user);
    context.store.users.insert(user);
    storePassword(context, user.user_id, password);
    return answer(201, shownUser(user));
  });
}

export async function updateUser({ context, url, payload }: Call): Promise<Response> {
  const sent = await payload();
  return context.store.transaction(() => {
    const stored = existingUser(context, url);
    checkUpdate(sent);
    const body = sent as JsonObject;
    if (body.connection !== undefined) checkConnection(body);
    const user = changedUser(stored, body, context);
    refuseTaken(context, user);
    if (body.password !== undefined) storePassword(context, user.user_id, strong(body.password));
    context.store.users.replace(user);
    return answer(200, shownUser(user));
  });
}

/**
 * Recorded: deleting what is not there succeeds. Sessions end with the user; refresh tokens stay, because an exchange is
 * refused in words of its own (quoted: "for a user who doesn't exist anymore").
 */
export function deleteUser({ context, url }: Call): Response {
  const { store } = context;
  const user_id = idOf(url);
  store.transaction(() => {
    if (!store.users.remove(user_id)) return;
    store.passwords.remove(user_id);
    for (const { id } of store.sessions.find({ user_id })) store.sessions.remove(id);
    for (const { id } of store.roleMembers.find({ user_id })) store.roleMembers.remove(id);
    for (const { id } of store.permissions.find({ holder: user_id })) store.permissions.remove(id);
  });
  return answer(204, undefined);
}

function checkConnection({ connection }: JsonObject): void {
  if (connection === CONNECTION) return;
  throw new ManagementError(400, "The connection does not exist.", { errorCode: "inexistent_connection" });
}

/** One user for each address and each name, whatever the case of its letters. */
function refuseTaken(context: TenantContext, user: User): void {
  const same = (a: unknown, b: unknown): boolean =>
    typeof a === "string" && typeof b === "string" && a.toLowerCase() === b.toLowerCase();
  for (const other of context.store.users.find({})) {
    if (other.user_id === user.user_id) continue;
    if (same(other.email, user.email) || same(other.username, user.username)) throw alreadyExists();
  }
}

const alreadyExists = (): ManagementError =>
  new ManagementError(409, "The user already exists.", { errorCode: "auth0_idp_error" });

/** Auth0's policy `good`, which new connections have: eight characters of three kinds. */
function strong(password: unknown): string {
  const text = String(password);
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  if (text.length >= 8 && kinds >= 3) return text;
  throw new ManagementError(400, "PasswordStrengthError: Password is too weak");
}
