#!/usr/bin/env bash
# Installs the PostgreSQL server that the tests start for themselves, where there is none. Nothing is left running.
set -euo pipefail

say() { printf 'setup: %s\n' "$*" >&2; }

if command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then exit 0; fi

if [ "$(id -u)" = 0 ]; then
    as_root=(env)
elif sudo -n true 2>/dev/null; then
    as_root=(sudo)
else
    as_root=()
fi
if ! command -v apt-get >/dev/null || [ ${#as_root[@]} = 0 ]; then
    say "no PostgreSQL server here, and none can be installed: its tests are skipped (they need initdb and pg_ctl)"
    exit 0
fi

say "installing the PostgreSQL server with apt-get"
# No cluster is made and no service started: the tests make their own, and remove it.
said=$(
    exec 2>&1
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
    echo 'create_main_cluster = false' |
        "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/schede-obiettivo.conf
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends postgresql
) || {
    tail -n 30 <<<"$said" >&2
    say "apt-get failed: its last words are above"
    exit 1
}
