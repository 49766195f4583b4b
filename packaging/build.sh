#!/bin/sh
# Builds what is handed out, and lets each of it check itself far from this checkout:
# the wheel in an empty environment, and dist/cjmdesk, a folder that needs no Python.
#
#   packaging/build.sh .venv/bin/python
set -eu

python=$(command -v "${1:-python3}")
case $python in /*) ;; *) python=$PWD/$python ;; esac
cd "$(dirname "$0")/.."
root=$PWD

# As with somebody else: no checkout, no settings, no display.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
alone() {
    (cd "$home" && env -i HOME="$home" CJMDESK_HOME="$home/cjmdesk" PATH=/usr/bin:/bin LANG="${LANG:-C.UTF-8}" "$@")
}

printf '\nThe wheel\n'
"$python" -m hatchling build -t wheel -t sdist -d dist
"$python" -m venv "$home/empty"
"$home/empty/bin/python" -m pip install -qq --disable-pip-version-check "$(ls -t "$root"/dist/cjmdesk-*.whl | head -1)"
alone "$home/empty/bin/cjmdesk" --version
LANG=pl_PL.UTF-8 alone "$home/empty/bin/cjmdesk" --help | head -3
alone "$home/empty/bin/cjmdesk" selftest

printf '\nThe program folder\n'
"$python" -m pip install -qq --disable-pip-version-check --editable '.[package]'
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/cjmdesk.spec
# A Python built from source brings its debugging symbols, a tenth of the folder. Wheels are left alone:
# some of their libraries do not survive it.
if [ "$(uname -s)" = Linux ] && command -v strip >/dev/null; then
    find dist/cjmdesk/_internal \( -name 'libpython3*' -o -path '*/lib-dynload/*.so' \) -exec strip --strip-debug {} +
fi
alone "$root/dist/cjmdesk/cjmdesk" --version
alone "$root/dist/cjmdesk/cjmdesk" selftest
du -sh dist/cjmdesk
