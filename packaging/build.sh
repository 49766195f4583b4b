#!/bin/sh
# Builds dist/cjmdesk, a folder that needs no Python, and lets the built program check itself.
#
#   packaging/build.sh .venv/bin/python
set -eu

python=$(command -v "${1:-python3}")
case $python in /*) ;; *) python=$PWD/$python ;; esac
cd "$(dirname "$0")/.."

"$python" -m pip install -qq --disable-pip-version-check --editable '.[package]'
"$python" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/cjmdesk.spec

# As on a machine of somebody else: no Python, no checkout, no settings, no display.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
built=$PWD/dist/cjmdesk/cjmdesk
cd "$home"
env -i HOME="$home" CJMDESK_HOME="$home/cjmdesk" PATH=/usr/bin:/bin LANG=C.UTF-8 "$built" --version
env -i HOME="$home" CJMDESK_HOME="$home/cjmdesk" PATH=/usr/bin:/bin LANG=C.UTF-8 "$built" selftest
du -sh "$(dirname "$built")"
