#!/usr/bin/env bash
# Runs a preview and writes its digest, which holds secrets blinded. An event log would hold them in debug events:
# it is neither written nor uploaded. Names come from the environment, so that none is read as a command or an option.
set -euo pipefail
: "${STACK:?STACK names the stack}"
out=$(realpath -m -- "${OUT:-apisettings-preview}")
mkdir -p -- "$out"
cd -- "${PROJECT_FOLDER:-.}"
code=0
pulumi preview "--stack=$STACK" --non-interactive --color=never --json --show-sames >"$out/preview.json" || code=$?
# A failed preview is worth a comment too; the job ends as pulumi did.
echo "pulumi preview ended with $code"
exit "$code"
