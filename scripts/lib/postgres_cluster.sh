# A throw-away PostgreSQL cluster for tests: on loopback, on a free port, in a temporary folder.
# To be sourced:
#     . scripts/lib/postgres_cluster.sh
#     start_postgres_cluster [folder]   # sets POSTGRES_URL and POSTGRES_FOLDER
#     ORDERYARD_TEST_POSTGRES="$POSTGRES_URL" build/ci/src/storage/storage_test
#     stop_postgres_cluster
# It lives in memory (/dev/shm) where there is room, which makes tests fast; give a folder on a
# disk to measure.
# Settings stay safe (fsync on): the server's self-check looks at them.

# PostgreSQL refuses to run as root; then its package's own user runs it.
run_as_postgres() {
    if [ "$(id -u)" -eq 0 ]; then
        setpriv --reuid=postgres --regid=postgres --init-groups "$@"
    else
        "$@"
    fi
}

find_postgres_bin() {
    local folder
    for folder in /usr/lib/postgresql/*/bin; do
        [ -x "$folder/initdb" ] && echo "$folder"
    done | sort -V | tail -n 1
}

# A port nobody listens on now. Another program may take it in between: the caller tries again.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 40000))
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
}

# Where a cluster can live: in memory with 512 MB to spare, else where temporary files go.
postgres_parent_folder() {
    local free
    free=$(df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 { print $4 }')
    if [ "${free:-0}" -ge 524288 ] && [ -w /dev/shm ]; then
        echo /dev/shm
    else
        echo "${TMPDIR:-/tmp}"
    fi
}

start_postgres_cluster() {
    local bin port password options try
    bin=$(find_postgres_bin)
    if [ -z "$bin" ]; then
        echo "PostgreSQL is not installed (Debian: postgresql)" >&2
        return 1
    fi
    POSTGRES_FOLDER=$(mktemp -d "${1:-$(postgres_parent_folder)}/orderyard-postgres.XXXXXX")
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    printf '%s\n' "$password" >"$POSTGRES_FOLDER/password"
    if [ "$(id -u)" -eq 0 ]; then
        chown -R postgres:postgres "$POSTGRES_FOLDER"
    fi
    run_as_postgres "$bin/initdb" -D "$POSTGRES_FOLDER/cluster" -U orderyard -A scram-sha-256 \
        --pwfile="$POSTGRES_FOLDER/password" -E UTF8 --locale=C.UTF-8 \
        >"$POSTGRES_FOLDER.initdb.log" 2>&1 || {
        cat "$POSTGRES_FOLDER.initdb.log" >&2
        return 1
    }
    rm -f "$POSTGRES_FOLDER.initdb.log"
    for try in 1 2 3 4 5; do
        port=$(free_port)
        options="-c listen_addresses=127.0.0.1 -c port=$port -c max_connections=100"
        if run_as_postgres "$bin/pg_ctl" -D "$POSTGRES_FOLDER/cluster" -w -t 30 \
            -l "$POSTGRES_FOLDER/server.log" -o "$options -c unix_socket_directories=" \
            start >/dev/null 2>&1; then
            POSTGRES_URL="postgresql://orderyard:$password@127.0.0.1:$port/postgres"
            return 0
        fi
    done
    echo "PostgreSQL did not start; see $POSTGRES_FOLDER/server.log" >&2
    return 1
}

stop_postgres_cluster() {
    [ -n "${POSTGRES_FOLDER:-}" ] || return 0
    run_as_postgres "$(find_postgres_bin)/pg_ctl" -D "$POSTGRES_FOLDER/cluster" -m immediate -w \
        stop >/dev/null 2>&1
    rm -rf "$POSTGRES_FOLDER"
    unset POSTGRES_FOLDER POSTGRES_URL
}
