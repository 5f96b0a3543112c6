import assert from "node:assert/strict";
import { isSensitive, SENSITIVITIES } from "../../../provider/model/sensitivity";

describe("sensitivity", () => {
  it("rises in this order", () => {
    assert.deepEqual(SENSITIVITIES, ["public", "internal", "confidential", "restricted"]);
  });
  it("counts as sensitive from confidential on", () => {
    assert.deepEqual(SENSITIVITIES.filter(isSensitive), ["confidential", "restricted"]);
  });
});
