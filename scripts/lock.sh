#!/bin/sh
# Renews requirements.lock and requirements-dev.lock from pyproject.toml, and the locks of others' suites in
# tests/suites/locks: every package that is needed, on every platform, with the hashes of all its files. Uses uv.
# Arguments go to uv: --upgrade, or --upgrade-package NAME.
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
        --no-emit-index-url --no-emit-find-links --output-file "$out" "$@"
}

lock requirements.lock pyproject.toml "$@"
lock requirements-dev.lock pyproject.toml --group dev --constraints requirements.lock "$@"
for suite in toot mastodon-py; do
    lock "tests/suites/locks/$suite.lock" "tests/suites/locks/$suite.in" --no-strip-extras --constraints requirements-dev.lock "$@"
done
