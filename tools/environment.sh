#!/bin/sh
# Makes a Python environment with exactly the packages of one locked file.
#
#     sh tools/environment.sh .venv requirements.txt
#
# Shell and not Python, so that even a machine with no Python, or one that is too old, gets a plain answer.
# A copy of the locked file is left in the environment only after pip has succeeded: an equal copy means that there
# is nothing to do, and an installation that was broken off is taken up again by the next run.
set -eu

environment=$1
requirements=$2
stamp=$environment/installed-$(basename "$requirements")

stop() {
    echo "$1" >&2
    exit 1
}

works() { "$environment/bin/python" -c 'import pip' 2>/dev/null; }

if cmp -s "$requirements" "$stamp" && works; then
    exit 0
fi

if ! works; then
    python=
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
        if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            python=$candidate
            break
        fi
    done
    if [ -z "$python" ]; then
        found=$("${PYTHON:-python3}" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo none)
        stop "Python 3.11, 3.12 or 3.13 is needed (found: $found). Install one (Debian, Ubuntu: apt-get install python3 python3-venv), or name it: PYTHON=/path/to/python3.12 make start"
    fi
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "This Python cannot make environments, because its venv module is missing. Install it (Debian, Ubuntu: apt-get install python3-venv) and run the same command again."
    echo "Making $environment with $("$python" --version) ..."
    "$python" -m venv --clear "$environment"
fi

echo "Installing $requirements (up to a minute the first time) ..."
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$requirements" ||
    stop "The packages could not be installed (pip says why, above). Is there a network? Run the same command again; nothing is lost."
cp "$requirements" "$stamp"
