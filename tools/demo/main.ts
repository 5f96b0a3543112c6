/** `npm run demo`: the whole story on real parts. Ends with an error if a single statement of it does not hold. */
import { Narrator } from "./narrator";
import { Stage } from "./stage";
import { tellStory } from "./story";

async function main(): Promise<number> {
  const binDirectory = process.env.APISETTINGS_PULUMI_BIN;
  if (!binDirectory) {
    console.error("Start the demo by `npm run demo`, which provides the Pulumi CLI.");
    return 1;
  }
  const started = Date.now();
  const say = new Narrator();
  say.title("An API's token settings, from a Pulumi program to the token");
  const stage = await Stage.open(say, binDirectory);
  try {
    say.note(`A local tenant is listening on ${stage.tenant.url}; nothing leaves this machine.`);
    say.note(
      "Two programs declare a banking API and a to-do API: TypeScript (dynamic form) and YAML (plugin form).",
    );
    await tellStory(stage, say);
  } finally {
    await stage.close();
  }
  say.summary((Date.now() - started) / 1000);
  return say.failed === 0 ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? (error.stack ?? error.message) : error);
    process.exitCode = 1;
  },
);
