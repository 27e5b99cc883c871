#!/usr/bin/env bash
# Installs the browser that the tests of the review pages drive: Debian's Chromium, where there is none yet.
# Where it cannot be installed it says so, and those tests are skipped.
set -euo pipefail

say() { printf 'setup: %s\n' "$*" >&2; }

if command -v chromium >/dev/null; then exit 0; fi
if ! command -v apt-get >/dev/null; then
    say "no chromium and no apt-get here: the tests in a browser will be skipped"
    exit 0
fi
if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root=sudo
else
    say "chromium is missing: the tests in a browser will be skipped. To run them: sudo apt-get install chromium"
    exit 0
fi
say "installing chromium with apt-get"
if ! said=$("$as_root" apt-get update -qq 2>&1 &&
    "$as_root" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core 2>&1); then
    tail -n 5 <<<"$said" >&2
    say "chromium cannot be installed: the tests in a browser will be skipped"
fi
