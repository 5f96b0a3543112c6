/** Runs a piece of a Pulumi program against mocks, and shows what it registered. */
import * as pulumi from "@pulumi/pulumi";

export interface Registered {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
  id: string | undefined;
  provider: string | undefined;
  custom: boolean | undefined;
}

export interface Called {
  token: string;
  inputs: Record<string, unknown>;
}

export interface MockedProgram {
  registered: Registered[];
  called: Called[];
}

export async function mockedProgram(
  outputs: Record<string, unknown> = {},
  preview = false,
): Promise<MockedProgram> {
  const program: MockedProgram = { registered: [], called: [] };
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id, provider, custom }) => {
        program.registered.push({ type, name, inputs, id, provider, custom });
        return { id: `${name}-id`, state: { ...inputs, ...outputs } };
      },
      call: ({ token, inputs }) => {
        program.called.push({ token, inputs });
        return { ...outputs };
      },
    },
    "project",
    "stack",
    preview,
  );
  return program;
}

export function resolved<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply((value) => resolve(value as T)));
}

/** The value inside the wrapper that the engine's protocol puts around a secret, or undefined where there is none. */
export function secretIn(value: unknown): unknown {
  const envelope = value as { [key: string]: unknown } | undefined;
  return envelope?.["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270"
    ? envelope.value
    : undefined;
}
