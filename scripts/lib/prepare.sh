# Sourced by scripts/run and scripts/test: installs missing Debian packages, then configures and
# builds.
# Wants: the repository's root as working directory.

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# install_packages run|test
install_packages() {
    local wanted missing=() package
    if [ "$1" = test ]; then
        wanted=$(sed -e 's/#.*//' -e 's/\[test\]//' scripts/lib/packages.txt)
    else
        wanted=$(sed -e 's/#.*//' -e '/\[test\]/d' scripts/lib/packages.txt)
    fi
    command -v dpkg-query > /dev/null || fail "this script knows Debian 12 and its relatives only"
    local installed
    installed=$(dpkg-query -W -f '${Status} ${Package}\n' 2> /dev/null |
        sed -n 's/^install ok installed //p')
    for package in $wanted; do
        grep -qx -- "$package" <<< "$installed" || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    printf 'Installing %d Debian packages: %s\n' "${#missing[@]}" "${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo > /dev/null || fail "run as root or install sudo: ${missing[*]} are missing"
        as_root=(sudo)
    fi
    # PostgreSQL's package would start a server of its own; the tests start a private one instead.
    "${as_root[@]}" mkdir -p /etc/postgresql-common
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        echo 'create_main_cluster = false' |
            "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf > /dev/null
    fi
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends \
        "${missing[@]}" > build-packages.log 2>&1 ||
        { tail -n 20 build-packages.log >&2; fail "apt-get could not install the packages"; }
    rm -f build-packages.log
}

# build PRESET TARGETS...: quiet unless something fails.
build() {
    local preset=$1 log
    shift
    mkdir -p build
    log="build/$preset.log"
    if [ ! -e "build/$preset/build.ninja" ]; then
        cmake --preset "$preset" > "$log" 2>&1 || { cat "$log" >&2; fail "cmake failed"; }
    fi
    if ! ninja -C "build/$preset" "$@" > "$log" 2>&1; then
        grep -E 'error|FAILED|warning' "$log" | head -n 40 >&2
        fail "the build failed; all of it is in $log"
    fi
}
