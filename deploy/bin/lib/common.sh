# shellcheck shell=bash
# What the scripts beside this folder share. Sourced, not run.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
# shellcheck disable=SC2034 # read by the scripts
default_home="$repository/deploy/target/cluster"

# libtorch's threads otherwise spin on the cores that Flink needs; DJL otherwise sends telemetry.
export MALLOC_ARENA_MAX=2 OMP_NUM_THREADS=1 OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0 OPT_OUT_TRACKING=true

die() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit "${2:-1}"
}

# The comment at the head of a script is its help.
print_help() {
    sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p;}' "$0"
}

# Sets java.
need_java() {
    java=java
    [[ -z ${JAVA_HOME:-} ]] || java=$JAVA_HOME/bin/java
    command -v "$java" >/dev/null || die "no Java: install a JDK 17 or set JAVA_HOME (now '${JAVA_HOME:-}')"
    local version
    version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
    [[ $version =~ ^[0-9]+$ && $version -ge 17 ]] || die "'$java' is Java ${version:-unknown}, but must be 17 or newer"
}

# Sets home to an assembled Flink home, as an absolute path.
need_home() {
    [[ -f $1/conf/config.yaml && -d $1/lib ]] || die "'$1' is no assembled cluster: run assemble-cluster first"
    home=$(cd "$1" && pwd)
}

# need_number NAME VALUE LEAST
need_number() {
    [[ $2 =~ ^[0-9]+$ && ${#2} -le 6 && $((10#$2)) -ge $3 ]] || die "$1 is '$2', but must be a whole number of at least $3" 2
}

# need_value OPTION COUNT_OF_ARGUMENTS_LEFT
need_value() {
    [[ $2 -ge 2 ]] || die "$1 needs a value; see --help" 2
}

# The names of the processes that were started, in order: jobmanager, taskmanager-1, ...
process_names() {
    local file
    for file in "$home"/run/jobmanager.pid "$home"/run/taskmanager-*.pid; do
        [[ ! -f $file ]] || basename "$file" .pid
    done | sort -V
}

# Prints the process id of a process that runs. A number that another program got meanwhile is not taken for ours.
running_pid() {
    local file=$home/run/$1.pid pid
    [[ -s $file ]] || return 1
    pid=$(<"$file")
    [[ $(ps -o stat=,args= -p "$pid" 2>/dev/null) == [!Z]*"--configDir $home/conf"* ]] || return 1
    printf '%s\n' "$pid"
}

# Flink options given to start-cluster by -D, one a line, of the cluster as it was started.
read_options() {
    options=()
    [[ ! -f $home/run/options ]] || mapfile -t options <"$home/run/options"
}

# flink_option KEY: from -D, else from config.yaml, which has one key a line; empty when neither has it.
flink_option() {
    local value option
    value=$(awk -v key="$1:" 'index($0, key " ") == 1 { print substr($0, length(key) + 2) }' "$home/conf/config.yaml")
    for option in ${options[@]+"${options[@]}"}; do
        [[ $option != "$1="* ]] || value=${option#*=}
    done
    printf '%s\n' "$value"
}

# The address of the REST API, as http://host:port.
rest_url() {
    local host port
    host=$(flink_option rest.address)
    port=$(flink_option rest.port)
    printf 'http://%s:%s\n' "${host:-127.0.0.1}" "${port:-8081}"
}

# rest_get PATH
rest_get() {
    curl --silent --fail --max-time 5 "$(rest_url)$1"
}

# json_number NAME: its first value in standard input, without a JSON tool.
json_number() {
    grep -o "\"$1\":[0-9]*" | head -n 1 | grep -o '[0-9]*$'
}
