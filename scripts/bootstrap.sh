#!/usr/bin/env bash
# Makes .venv from the locked packages. Usage: scripts/bootstrap.sh run|dev
#
# "run" installs what `schede` needs, "dev" adds what the checks and the tests need. Stamps in .venv record
# what it was made from: a call with nothing to do ends at once; a changed lock, folder or interpreter means a
# new .venv. PYTHON names the interpreter; without it .venv keeps the one it has, at first python3 or, where that
# is a slow build of Python and the system has a fast one, the system's.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly venv=.venv

# Nothing of the caller's Python or pip settings may leak into the environment.
unset PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX PIP_REQUIRE_VIRTUALENV
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 PIP_ROOT_USER_ACTION=ignore

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# Usage: quietly NAME COMMAND... Shows what the command said only when it fails.
quietly() {
    local name=$1 said
    shift
    said=$("$@" 2>&1) || {
        tail -n 30 <<<"$said" >&2
        die "$name failed: its last words are above"
    }
}

version_of() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null; }

# Prints what an environment is made from: this folder, its interpreter, one lock.
fingerprint() { printf '%s\n' "$PWD" "$(version_of "${PYTHON:-$venv/bin/python}")"; cksum "$1"; }

matches() { [ -f "$venv/stamp-$1" ] && [ "$(cat "$venv/stamp-$1")" = "$2" ]; }

check_python() {
    local found advice="name another one, as in: make run PYTHON=python3.13"
    command -v "$python" >/dev/null || die "no '$python' here: install Python 3.11 or newer, or $advice"
    found=$("$python" -c 'import platform; print(platform.python_version())' 2>/dev/null) ||
        die "'$python' does not start: $advice"
    case $found in
        2.* | 3.[0-9].* | 3.10.*) die "'$python' is Python $found, and 3.11 or newer is needed: $advice" ;;
    esac
}

# Debian and its kin keep the venv module in a package of its own.
ensure_venv_module() {
    local package as_root
    if "$python" -c 'import ensurepip, venv' 2>/dev/null; then return; fi
    command -v apt-get >/dev/null || die "'$python' lacks venv and ensurepip: install them, then try again"
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ]; then
        as_root=env
    elif sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        die "Python's venv module is missing. Type this, then try again: sudo apt-get install $package"
    fi
    say "installing $package with apt-get"
    quietly apt-get "$as_root" apt-get update -qq
    quietly apt-get "$as_root" DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "$package"
}

# A Python built without profiles, as pyenv builds it, takes a quarter longer for all we do; Debian's own has them.
choose_python() {
    local system=/usr/bin/python3
    if [ -n "${PYTHON:-}" ] || ! command -v python3 >/dev/null || [ ! -x "$system" ]; then return; fi
    if python3 -c "import sys, sysconfig
sys.exit(sys.prefix in ('/usr', '/usr/local') or '--enable-optimizations' in sysconfig.get_config_var('CONFIG_ARGS'))" 2>/dev/null; then
        # Without its headers the C helper would be lost, which costs more.
        "$system" -c "import pathlib, sys, sysconfig
sys.exit(sys.version_info < (3, 11) or not pathlib.Path(sysconfig.get_path('include'), 'Python.h').exists())" || return 0
        (python=$system ensure_venv_module) 2>/dev/null || return 0
        say "python3 is built without optimisations: $system is used, which is faster (PYTHON=python3 to do without)"
        python=$system
    fi
}

make_venv() {
    choose_python
    check_python
    ensure_venv_module
    rm -rf "$venv"
    "$python" -m venv "$venv" || die "'$python -m venv $venv' failed"
}

pip_install() { quietly pip "$venv/bin/python" -m pip install "$@"; }

case ${1:-} in
    run) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) die "usage: scripts/bootstrap.sh run|dev" ;;
esac
readonly kind=$1
python=${PYTHON:-python3}

# The development environment holds all that running needs, so it serves both.
if ! matches "$kind" "$(fingerprint "$lock")" && ! matches dev "$(fingerprint requirements-dev.lock)"; then
    # A running environment grows into one for development; anything else is made anew.
    matches run "$(fingerprint requirements.lock)" || make_venv
    say "installing the packages of $lock into $venv (a minute or two, once)"
    # Wheels only: no package is compiled, and no build fetches what the lock does not list.
    pip_install --require-hashes --only-binary :all: -r "$lock"
    fingerprint "$lock" >"$venv/stamp-$kind"
    say "ready after $SECONDS s"
fi

# The loops that cost most are built in C where that can be; pip goes on where it cannot.
project=$(cksum pyproject.toml setup.py extractor/native/src/*)
if ! matches project "$project"; then
    rm -f extractor/native/_core*.so
    pip_install --no-deps --no-build-isolation --editable .
    "$venv/bin/python" -c 'import extractor.native._core' 2>/dev/null ||
        say "no C helper, for want of a C compiler or of Python's headers: reading is slower, all else is the same"
    echo "$project" >"$venv/stamp-project"
fi
