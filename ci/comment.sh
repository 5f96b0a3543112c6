#!/usr/bin/env bash
# Judges an uploaded preview by the configuration of a trusted revision, and comments. Nothing of the pull request is run:
# the preview is data, and the working tree is the base branch's.
set -euo pipefail
: "${PREVIEW:?PREVIEW is the file that preview.sh wrote}"
: "${BASE_REF:?BASE_REF is the revision whose configuration judges}"
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
# A path that begins with a dash would be an option.
preview=$(realpath -- "$PREVIEW")
commit=()
if [[ "${HEAD_SHA:-}" =~ ^[0-9a-f]{40}([0-9a-f]{24})?$ ]]; then commit=(--commit "$HEAD_SHA"); fi
number=()
if [[ "${PULL_REQUEST:-}" =~ ^[1-9][0-9]*$ ]]; then number=(--pull-request "$PULL_REQUEST"); fi
author=()
if [[ -n "${AUTHOR:-}" ]]; then author=("--author=$AUTHOR"); fi
code=0
apisettings review "$preview" "--config-from-ref=$BASE_REF" "${commit[@]}" "--out=markdown=$work/review.md" || code=$?
# Without a report, there is nothing to say.
if [[ -s "$work/review.md" ]]; then apisettings comment --body "$work/review.md" "${number[@]}" "${author[@]}"; fi
exit "$code"
