#!/bin/sh
# Renews requirements.lock and requirements-dev.lock from pyproject.toml: every package that is needed, on every
# platform, with the hashes of all its files. Uses uv. Arguments go to uv: --upgrade, or --upgrade-package NAME.
set -eu

cd "$(dirname -- "$0")/.."
command -v uv >/dev/null 2>&1 || {
    printf 'scripts/lock.sh needs uv: https://docs.astral.sh/uv/\n' >&2
    exit 1
}

lock() {
    out=$1
    shift
    # No header and no index lines: nothing of the machine that renewed it may stay in the file.
    uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
        --no-emit-index-url --no-emit-find-links --output-file "$out" pyproject.toml "$@"
}

lock requirements.lock "$@"
lock requirements-dev.lock --group dev --constraints requirements.lock "$@"
