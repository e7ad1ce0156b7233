# Sourced by scripts/run and scripts/test, after prepare.sh: Node.js, npm packages, and web/dist,
# which the C++ build embeds. Wants: the repository's root as working directory.

# Debian's packages, unless a Node.js from elsewhere is there. It only starts npm: the web tools run
# on the Node.js that package-lock.json pins.
install_node() {
    local as_root=()
    if command -v node > /dev/null && command -v npm > /dev/null; then
        return
    fi
    echo "Installing Node.js"
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq \
        --no-install-recommends nodejs npm > /dev/null ||
        fail "apt-get could not install nodejs and npm"
}

# install_node_packages FOLDER: exactly as its package-lock.json names them.
install_node_packages() {
    local folder=$1
    if [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
        return
    fi
    echo "Installing the npm packages of $folder"
    (cd "$folder" && npm ci --no-progress --loglevel=error) || fail "npm ci failed in $folder"
    touch "$folder/node_modules/.package-lock.json"
}

# Builds web/dist when a source is newer. Quiet unless something fails.
build_web() {
    local log=build/web-app.log changed
    if [ -e web/dist/index.html ]; then
        changed=$(find web/src web/public web/index.html web/package-lock.json web/vite.config.ts \
            web/tsconfig.json -newer web/dist/index.html -print -quit)
        [ -n "$changed" ] || return 0
    fi
    install_node
    install_node_packages web
    echo "Building the web app"
    mkdir -p build
    (cd web && npm run --silent build) > "$log" 2>&1 ||
        { tail -n 40 "$log" >&2; fail "the web app's build failed; all of it is in $log"; }
}
