import assert from "node:assert/strict";
import { createClock } from "../../../tenant/clock";
import { createRandom } from "../../../tenant/random";

describe("generated values", () => {
  const clock = createClock(() => 1_772_323_200_999);

  it("puts the creation time into the first 8 digits of an id", () => {
    const random = createRandom(clock, (size) => new Uint8Array(size).fill(0xab));
    assert.equal(random.objectId(), "69a38180abababababababab");
  });

  it("makes ids of 24 digits that differ", () => {
    const random = createRandom(clock);
    const [first, second] = [random.objectId(), random.objectId()];
    assert.match(first, /^[0-9a-f]{24}$/);
    assert.notEqual(first, second);
  });

  it("throws away bytes that would favour some characters", () => {
    const bytes = [248, 255, 0, 61, 247, 1];
    let at = 0;
    const random = createRandom(clock, (size) =>
      Uint8Array.from({ length: size }, () => bytes[at++ % bytes.length] ?? 0),
    );
    assert.equal(random.alphanumeric(4), "A99B");
  });

  it("makes digits, and texts for people to type", () => {
    const random = createRandom(clock);
    assert.match(random.digits(30), /^\d{30}$/);
    assert.match(random.consonants(50), /^[BCDFGHJKLMNPQRSTVWXZ]{50}$/);
  });
});
