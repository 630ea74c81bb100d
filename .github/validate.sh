#!/usr/bin/env bash
# The steps of action.yml: sets up the tools from the lock file beside it, and validates a package elsewhere.
# usage: validate.sh FOLDER_OF_THE_ACTION FOLDER_OF_THE_PACKAGE
set -euo pipefail
action=$(cd "$1" && pwd)
root=$(cd "$2" && pwd)
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
# -I: a file of the package that is named like a module must not be run
python3 -I -m venv "$tools"
"$tools/bin/python" -I -m pip install --quiet --require-hashes --requirement "$action/requirements.lock"
validate=("$tools/bin/python" "$action/build.py" validate --root "$root" --format)
"${validate[@]}" markdown >> "${GITHUB_STEP_SUMMARY:-/dev/null}" || true
# annotations name files from the top of the repository
below=$(git -C "$root" rev-parse --show-prefix 2> /dev/null || true)
"${validate[@]}" github --below "$below"
