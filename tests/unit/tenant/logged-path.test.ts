import assert from "node:assert/strict";
import { loggedPath } from "../../../tenant/logged-path";

describe("the request log's address", () => {
  const logged = (path: string): string => loggedPath(`http://127.0.0.1${path}`);

  it("is what was sent, encoding and order included", () => {
    for (const path of [
      "/",
      "/a%2Fb?x=%20y&x=+z&&q",
      "/authorize?response_type=code&state=a%26code%3Db&nonce=n",
    ]) {
      assert.equal(logged(path), path);
    }
  });

  it("holds no value of a secret parameter, however its name is written", () => {
    assert.equal(
      logged("/oidc/logout?id_token_hint=eyJ.x&state=s"),
      "/oidc/logout?id_token_hint=***&state=s",
    );
    assert.equal(
      logged("/x?client_secret=a=b&code=&%63ode=c&CODE=d"),
      "/x?client_secret=***&code=***&%63ode=***&CODE=***",
    );
    assert.equal(logged("/activate?user_code=BCDF-GHJK"), "/activate?user_code=***");
  });
});
