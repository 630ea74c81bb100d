#!/usr/bin/env bash
# Writes the comment on a pull request: the base's tool on the head's data. Nothing of the head is run or checked out:
# the tool reads the objects of git as they are stored, and follows no link, runs no filter and leaves out nothing.
# usage: comment.sh BASE_REVISION HEAD_REVISION OUT_FOLDER   in a checkout of the base, with its .venv
set -euo pipefail
base=$1 head=$2 out=$3
tool=(.venv/bin/python build.py)
from=$(git merge-base "$base" "$head")
mkdir -p "$out"
{
  "${tool[@]}" validate --at "$head" --format markdown || true
  printf '\n\n'
  "${tool[@]}" diff "$from" "$head" --format markdown || echo "The data cannot be compared before the findings are corrected."
} > "$out/comment.md"
