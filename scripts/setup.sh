#!/bin/sh
# Makes a fresh machine ready: system libraries, .venv, the program and its tools in it.
#
#   scripts/setup.sh run     what the window needs
#   scripts/setup.sh test    that, and what the tests look with
#
# Missing Debian or Ubuntu packages are installed when root; otherwise one line to run is printed.
# Called by make, whose stamps skip it while nothing has changed.
set -eu

purpose=${1:-test}
venv=${VENV:-.venv}
cd "$(dirname "$0")/.."

# What Qt loads: rendering, keyboard, fonts, X11 and Wayland. "a|b" are names of one package.
window_packages='libegl1 libgl1 libglib2.0-0t64|libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0
    libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libwayland-cursor0 libwayland-egl1'
# What the tests read our files with, and the fonts that are not bundled.
test_packages='poppler-utils qpdf xvfb xauth xdotool fonts-noto-cjk
    fonts-noto-color-emoji desktop-file-utils appstream shared-mime-info'

say() { printf '%s\n' "$*"; }
stop() { printf 'cjmdesk set-up: %s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
is_debian() { has dpkg-query && has apt-get; }
installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Of every name in "a|b" that is not installed: the first that this release knows.
missing() {
    for names in "$@"; do
        known= found=
        for name in $(printf %s "$names" | tr '|' ' '); do
            if installed "$name"; then found=yes; fi
            if [ -z "$known" ] && apt-cache show "$name" >/dev/null 2>&1; then known=$name; fi
        done
        [ -n "$found" ] || printf '%s ' "${known:-${names##*|}}"
    done
}

apt_install() {
    say "Installing: $*"
    DEBCONF_NOWARNINGS=yes DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >/dev/null
}

# $1: what for. The rest: packages. Installs them, or says how to and stops.
need() {
    reason=$1
    shift
    wanted=$(missing "$@")
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        stop "$reason needs packages. Run this line, then make again:
sudo apt-get update && sudo apt-get install -y --no-install-recommends $wanted"
    fi
    apt-get update -qq || say "The list of packages could not be refreshed; going on with the old one."
    # Once more: a machine without lists knows no names before.
    # shellcheck disable=SC2046
    apt_install $(missing "$@") || stop "$reason needs these packages, and apt-get refused: $wanted"
}

python_is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
        if has "$candidate" && python_is_new_enough "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

# Debian's Python comes without the modules that make environments.
can_make_environments() { "$1" -c 'import venv, ensurepip' 2>/dev/null; }

make_environment() {
    if [ -x "$venv/bin/python" ] && python_is_new_enough "$venv/bin/python" &&
        "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        return 0
    fi
    python=$(find_python) || {
        if is_debian; then need 'The program' 'python3.13|python3.12|python3.11'; fi
        python=$(find_python) || stop 'Python 3.11 or newer is needed and was not found (set PYTHON to name one).'
    }
    if ! can_make_environments "$python"; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        if is_debian; then need 'Making an environment' "python$version-venv|python3-venv"; fi
        can_make_environments "$python" || stop "$python lacks its module venv or ensurepip: install them."
    fi
    say "Making the environment $venv with $python"
    "$python" -m venv --clear "$venv"
}

if is_debian; then
    # shellcheck disable=SC2086
    need 'The window' $window_packages
    # shellcheck disable=SC2086
    [ "$purpose" = run ] || need 'The tests' $test_packages
elif [ "$(uname -s)" = Linux ]; then
    say 'This is no Debian or Ubuntu: the libraries that Qt loads are taken as installed.'
fi

make_environment
say "Installing cjmdesk and its tools into $venv (the first time this takes a minute or two)"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --editable '.[dev]' ||
    stop 'the Python packages could not be installed; the lines above say which.'
"$venv/bin/cjmdesk" --version >/dev/null || stop "the installed program does not start: try $venv/bin/cjmdesk --version"
