/** The provider that dynamic resources load by name: a thin adapter over provider/resources. */

import { namedProperty } from "../model/validate";
import { checkApi } from "../resources/check";
import { createApi } from "../resources/create";
import { deleteApi } from "../resources/delete";
import { diffApi } from "../resources/diff";
import { readApi } from "../resources/read";
import { updateApi } from "../resources/update";
import { withPlainErrors } from "./failures";
import type { DynamicProvider, HostObject } from "./host";
import { declaresOthers, type Remembered, remember, requireSameTenant, withMemory } from "./memory";
import { completeRuntime, type DynamicRuntime } from "./runtime";
import { Session } from "./session";
import { decode, encode } from "./values";

export function createProvider(runtime?: Partial<DynamicRuntime>): DynamicProvider {
  const session = new Session(completeRuntime(runtime));
  return {
    configure: async ({ config }) => session.configure(config),
    check: (olds, news) => withPlainErrors(() => check(session, olds, news)),
    diff: (_id, olds, news) => withPlainErrors(() => diff(session, olds, news)),
    create: (inputs) => withPlainErrors(() => create(session, inputs)),
    read: (id, props) => withPlainErrors(() => read(session, id, props)),
    update: (id, olds, news) => withPlainErrors(() => update(session, id, olds, news)),
    delete: (id, props) => withPlainErrors(() => remove(session, id, props)),
  };
}

type Answer<Method extends keyof DynamicProvider> = Awaited<ReturnType<DynamicProvider[Method]>>;

function check(session: Session, olds: HostObject, news: HostObject): Answer<"check"> {
  const declared = decode(news);
  const oldInputs = decode(olds);
  const isNew = Object.keys(oldInputs).length === 0;
  const { behaviour, domain } = session.settings;
  const { inputs, failures } = checkApi({
    inputs: declared,
    ...(isNew ? {} : { oldInputs }),
    behaviour,
    domain,
    // Nothing else comes between check and creation: this host has no preview of creations, and no imports.
    creating: isNew,
  });
  return {
    inputs: encode(inputs, "keep"),
    failures: failures.map((failure) => ({
      property: namedProperty(failure, declared),
      reason: failure.message,
    })),
  };
}

function diff(session: Session, olds: HostObject, news: HostObject): Answer<"diff"> {
  const old = remembered(session, olds);
  const inputs = decode(news);
  const found = diffApi({ ...old, inputs });
  for (const note of found.notes) session.say(`${String(old.oldOutputs.identifier)}: ${note}`);
  return {
    changes: found.changes.length > 0 || declaresOthers(inputs, old),
    replaces: found.replaces,
    stables: found.stables,
    deleteBeforeReplace: found.deleteBeforeReplace,
  };
}

async function create(session: Session, news: HostObject): Promise<Answer<"create">> {
  const inputs = decode(news);
  const context = await session.context();
  const { id, outputs } = await createApi(context, inputs);
  return { id, outs: withMemory(outputs, inputs, context.domain) };
}

async function read(session: Session, id: string, props: HostObject): Promise<Answer<"read">> {
  const { oldInputs, oldOutputs } = remembered(session, props);
  const context = await session.context();
  const found = await readApi(context, { id, oldInputs, oldOutputs });
  if (found === undefined) return { id: "", props: {} };
  return {
    id: found.id,
    props: withMemory(found.outputs, found.inputs, context.domain),
    inputs: encode(found.inputs),
  };
}

async function update(
  session: Session,
  id: string,
  olds: HostObject,
  news: HostObject,
): Promise<Answer<"update">> {
  const old = remembered(session, olds);
  const inputs = decode(news);
  const context = await session.context();
  const { outputs } = await updateApi(context, { ...old, id, inputs });
  return { outs: withMemory(outputs, inputs, context.domain) };
}

async function remove(session: Session, id: string, props: HostObject): Promise<void> {
  const { oldOutputs } = remembered(session, props);
  await deleteApi(await session.context(), { id, oldOutputs });
}

function remembered(session: Session, properties: HostObject): Remembered {
  const old = remember(properties);
  requireSameTenant(old, session.settings.domain);
  return old;
}
