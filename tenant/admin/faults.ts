/** Faults by the admin API: a body is a rule, the name of a preset, or a list of both. */

import type { FaultBook } from "../faults/book";
import { FAULT_PRESETS } from "../faults/presets";
import { answer } from "../http";
import type { AdminApp } from "./app";
import { readJson } from "./body";
import { adminNotFound } from "./errors";

export function addFaultRoutes(app: AdminApp, path: string, faults: FaultBook): void {
  const presets = Object.entries(FAULT_PRESETS).map(([name, { what }]) => ({ name, what }));
  app.get(path, () => answer(200, { seed: faults.seed, faults: faults.list(), presets }));
  app.post(path, async (c) => answer(201, faults.add(await readJson(c.req.raw))));
  app.put(path, async (c) => answer(200, faults.set(await readJson(c.req.raw))));
  app.delete(path, () => {
    faults.clear();
    return answer(204, undefined);
  });
  app.delete(`${path}/:id`, (c) => {
    const id = c.req.param("id");
    if (!faults.remove(id)) throw adminNotFound("There is no fault with this id.");
    return answer(204, undefined);
  });
}
