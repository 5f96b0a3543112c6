import assert from "node:assert/strict";
import { Redactor, secretsIn } from "../../../provider/client/redact";

describe("Redactor", () => {
  it("removes a secret in every spelling", () => {
    const redactor = new Redactor();
    const secret = 'a"b+c/d&e=f';
    redactor.add(secret);
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret)]) {
      assert.equal(redactor.text(`<${form}>`).replaceAll('"', ""), "<[secret]>");
    }
  });

  it("leaves no rest where one secret is part of another", () => {
    const redactor = new Redactor();
    redactor.add("abcd");
    redactor.add("abcdefgh");
    assert.equal(redactor.text("x abcdefgh y abcd z"), "x [secret] y [secret] z");
  });

  it("treats a secret as text, not as a pattern, and survives odd ones", () => {
    const redactor = new Redactor();
    redactor.add("a.c*[");
    redactor.add("");
    redactor.add("\ud800");
    assert.equal(redactor.text("abc a.c*["), "abc [secret]");
  });

  it("removes what looks like a credential although nobody told", () => {
    const redactor = new Redactor();
    assert.equal(redactor.text("got eyJhbGciOi.eyJzdWIi.sig-na_ture!"), "got [secret]!");
    assert.equal(redactor.text("Authorization: Bearer abcdefgh12345"), "Authorization: Bearer [secret]");
    const pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
    assert.equal(redactor.text(`key ${pem} end`), "key [secret] end");
    assert.equal(redactor.text("-----BEGIN PRIVATE KEY-----\nMIIE cut off"), "[secret]");
  });

  it("secrets of one request do not stay", () => {
    const redactor = new Redactor();
    assert.equal(redactor.text("the lifetime", ["lifetime"]), "the [secret]");
    assert.equal(redactor.text("the lifetime"), "the lifetime");
  });

  it("quotes on one line, without control characters, and not without end", () => {
    const redactor = new Redactor();
    redactor.add("s".repeat(500));
    assert.equal(redactor.quote("a\u001b[31m\r\nb\u202ec"), "a [31m b c");
    assert.ok(redactor.quote("x".repeat(10_000)).length < 500);
    assert.equal(redactor.quote("s".repeat(500)), "[secret]", "cut after the secret is gone, not before");
  });

  it("finds the secrets of a body by the field table", () => {
    assert.deepEqual(secretsIn({ identifier: "x", signing_secret: "0123456789abcdef" }), [
      "0123456789abcdef",
    ]);
    assert.deepEqual(secretsIn({ identifier: "x", signing_secret: null }), []);
  });
});
