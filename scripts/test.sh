#!/bin/sh
# What CI runs, through ./tea test: every check in turn, each timed, and the tests last.
#
#   test.sh PYTHON               all checks; tests without those marked long
#   test.sh PYTHON --all         all checks; all tests
#   test.sh PYTHON ARGS...       the tests only, with ARGS for pytest (after --all: the long ones too)
set -u

cd "$(dirname -- "$0")/.." || exit 1
python=$1
shift
export PYTHONPATH="$PWD" PYTHONDONTWRITEBYTECODE=1

chosen='not long'
if [ "${1:-}" = --all ]; then
    chosen='long or not long'
    shift
fi

failed=''

# check TITLE COMMAND...: runs one check, shows how long it took, remembers whether it failed.
check() {
    title=$1
    shift
    begun=$(date +%s)
    printf '== %s\n' "$title"
    if "$@"; then
        verdict=passed
    else
        verdict=FAILED
        failed="$failed $title"
    fi
    printf '== %s %s in %s s\n\n' "$title" "$verdict" "$(($(date +%s) - begun))"
}

tests() { "$python" -P -m pytest -n "${TEA_TEST_JOBS:-2}" --dist worksteal -m "$chosen" "$@"; }

if [ $# -gt 0 ]; then
    tests "$@"
    exit
fi

check ruff "$python" -P -m ruff check .
check mypy "$python" -P -m mypy
check lint-imports "$python" -P -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
check vulture sh scripts/unused.sh "$python"
check deptry "$python" -P -m deptry .

# Last, and with nothing after it when all is well: its own closing line is the result.
printf '== pytest\n'
tests --durations 5 || failed="$failed pytest"
if [ -n "$failed" ]; then
    printf '== FAILED:%s\n' "$failed" >&2
    exit 1
fi
