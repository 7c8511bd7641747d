#!/bin/sh
# Finds functions, classes, imports and arguments that nothing uses. unused.sh PYTHON
#
# Left out: what a decorator registers (commands, routes, tests), the fields of structs (they are read by whoever reads
# the JSON), and the names that a framework or a template calls.
set -u

found=$("$1" -P -m vulture teahouse scripts tests --min-confidence 60 --ignore-decorators '@*' \
    --ignore-names 'test_*,Test*,pytest_*,visit_*,do_*,handle_*,upgrade,downgrade,revision,down_revision,lifespan,list_commands,self_group,in_language,in_size,is_at,description_in,send_400_response,log_message' |
    grep -v -E 'unused (variable|attribute) ')
[ -z "$found" ] || { printf '%s\n' "$found"; exit 1; }
