#!/usr/bin/env bash
# Writes requirements.lock and requirements-dev.lock from pyproject.toml: one set of pins with hashes for
# every Python from 3.11 and every platform. No index is named in them, so that each machine uses its own.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly python=${PYTHON:-python3}
tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"$python" -m venv "$tools"
"$tools/bin/python" -m pip install --quiet --disable-pip-version-check 'uv >=0.9,<1'

# Usage: compile LOCK OPTION...
compile() {
    local lock=$1 pins=$tools/pins
    shift
    # The fewest versions: one of each package for every Python, so that all of them give the same output.
    "$tools/bin/uv" pip compile pyproject.toml "$@" --universal --fork-strategy fewest --python-version 3.11 \
        --only-binary :all: --generate-hashes --no-header --no-annotate --quiet >"$pins"
    { echo "# Made by 'make lock' from pyproject.toml; not to be edited."; cat "$pins"; } >"$lock"
}

compile requirements.lock --extra postgresql --group build
compile requirements-dev.lock --extra postgresql --group build --group dev --group samples --constraints requirements.lock
count() { grep -c '==' "$1"; }
echo "pinned: $(count requirements.lock) packages to run, $(count requirements-dev.lock) to develop"
