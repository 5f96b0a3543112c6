/** Where a comment goes, from options and from a pipeline's environment. */
import assert from "node:assert/strict";
import { isApiSettingsError } from "../../../../provider/model/errors";
import { targetOf } from "../../../../review/publish/target";

const ACTIONS = { GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "acme/infra", GITHUB_TOKEN: "t" };
const JOB = {
  GITLAB_CI: "true",
  CI_PROJECT_ID: "5",
  CI_MERGE_REQUEST_IID: "3",
  CI_API_V4_URL: "https://g.example/api/v4/",
};

describe("target of a comment", () => {
  it("by the environment of each platform; options win", () => {
    assert.deepEqual(targetOf({}, ACTIONS, { pull_request: { number: 9 } }), {
      platform: "github",
      repository: "acme/infra",
      pullRequest: 9,
      apiUrl: "https://api.github.com",
      token: "t",
    });
    assert.equal(targetOf({}, ACTIONS, { workflow_run: { pull_requests: [{ number: 4 }] } }).pullRequest, 4);
    assert.deepEqual(targetOf({ pullRequest: 8 }, JOB, undefined), {
      platform: "gitlab",
      repository: "5",
      pullRequest: 8,
      apiUrl: "https://g.example/api/v4",
      token: undefined,
    });
  });

  it("refuses what is not there or not safe", () => {
    const refused = (run: () => unknown, code: "invalid-input" | "insufficient-scope" = "invalid-input") =>
      assert.throws(run, (error) => isApiSettingsError(error, code));
    refused(() => targetOf({}, {}, undefined));
    refused(() => targetOf({}, ACTIONS, { workflow_run: { pull_requests: [] } }));
    refused(() => targetOf({ pullRequest: 1, repository: "../x" + "/y" }, ACTIONS, undefined));
    for (const apiUrl of ["http://api.example", "https://a:b@api.example", "ftp://x", "nonsense"])
      refused(() => targetOf({ pullRequest: 1, apiUrl }, ACTIONS, undefined));
    assert.equal(
      targetOf({ pullRequest: 1, apiUrl: "http://127.0.0.1:9" }, ACTIONS, undefined).apiUrl,
      "http://127.0.0.1:9",
    );
    refused(
      () => targetOf({}, { ...JOB, CI_JOB_TOKEN: "j", GITLAB_TOKEN: "j" }, undefined),
      "insufficient-scope",
    );
    refused(() => targetOf({}, { ...JOB, GITLAB_TOKEN: "glcbt-64_x" }, undefined), "insufficient-scope");
  });
});
