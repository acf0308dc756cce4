#!/bin/bash
# Builds both images and runs them hardened, as docs/docker.md says: on a MariaDB elsewhere and on the trial's own. Asks for
# their health, makes an organization and a token, sends SCIM requests, ends them by SIGTERM and by SIGKILL, and prints
# what they weigh and what a start costs. With Docker; or as root with buildah and podman where there is no daemon, for
# which docker/stand-ins.sh makes the base images. On Linux: the containers share the machine's network.
set -euo pipefail
cd "$(dirname "$0")/.."

if docker info > /dev/null 2>&1; then
  engine=(docker)
  options=()
  build() { docker build -q "$@" . > /dev/null; }
else
  engine=(podman --log-level=error --cgroup-manager=cgroupfs --runtime=runc)
  options=(--no-healthcheck --ulimit=nofile=20000:20000 --ulimit=nproc=30000:30000)
  build() {
    buildah --log-level=error bud --isolation chroot --pull-never --format docker --layers \
      --volume "$HOME/.m2/repository:/m2" "$@" . > "$work/build.log" 2>&1 || { tail -20 "$work/build.log" >&2; exit 1; }
  }
fi
http=18480 ops=18481 sql=18482
database=rollcall-prove-database server=rollcall-prove trial=rollcall-prove-trial volume=rollcall-prove-data
work=$(mktemp -d)

clean() {
  for name in $database $server $trial; do "${engine[@]}" rm -f $name > /dev/null 2>&1 || true; done
  "${engine[@]}" volume rm -f $volume > /dev/null 2>&1 || true
}
trap 'clean; rm -rf "$work"' EXIT

fail() {
  echo "FAILED: $*" >&2
  for name in $database $server $trial; do "${engine[@]}" logs --tail 20 $name 2>&1 || true; done >&2
  exit 1
}
is() { if [ "$2" = "$3" ]; then echo "ok    $1: $2"; else fail "$1: expected $3, got $2"; fi; }
has() { case $2 in *"$3"*) echo "ok    $1" ;; *) fail "$1: no '$3' in: $2" ;; esac; }

run() { "${engine[@]}" run --network=host "${options[@]}" "$@"; }
in_container() { "${engine[@]}" exec "$@"; }
of() { "${engine[@]}" inspect -f "$2" "$1"; }
hardened=(--read-only --tmpfs=/tmp --cap-drop=ALL --security-opt=no-new-privileges
  -e ROLLCALL_HTTP_PORT=$http -e ROLLCALL_OPS_PORT=$ops)

# serve NAME OPTION.. IMAGE: starts a server and waits until it is ready.
serve() {
  local name=$1 begun
  shift
  "${engine[@]}" rm -f "$name" > /dev/null 2>&1 || true
  begun=$(date +%s%3N)
  run -d --name "$name" "${hardened[@]}" "$@" > /dev/null
  until in_container "$name" health > /dev/null 2>&1; do
    [ "$(of "$name" '{{.State.Running}}')" = true ] || fail "$name does not start"
    sleep 0.1
  done
  echo "      $name is ready after $(($(date +%s%3N) - begun)) ms and" \
    "$(awk '{print ($14 + $15) * 10}' "/proc/$(of "$name" '{{.State.Pid}}')/stat") ms of CPU"
}

scim() { # METHOD PATH [BODY]
  curl -s -w ' status=%{http_code}' -X "$1" -H "Authorization: Bearer $token" -H 'Content-Type: application/scim+json' \
    "http://127.0.0.1:$http/API/enterprise/scim$2" ${3:+-d "$3"}
}

use() { # NAME: makes an organization, a token and a user
  has 'an organization is made' "$(in_container "$1" rollcall organization create globex 2>&1)" globex
  token=$(in_container "$1" rollcall token generate globex --json | sed -n 's/.*"secret" *: *"\([^"]*\)".*/\1/p')
  has 'a user is made' "$(scim POST /Users '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a@example.com"}')" status=201
  has 'the user is found' "$(scim GET '/Users?filter=userName%20eq%20%22A@example.com%22')" '"totalResults":1'
}

clean
build --target trial -t rollcall:trial
build -t rollcall
for image in rollcall rollcall:trial; do
  echo "      $image: $(($("${engine[@]}" image inspect -f '{{.Size}}' $image) / 1000000)) MB," \
    "$(($("${engine[@]}" save $image 2> /dev/null | gzip -1 | wc -c) / 1000000)) MB packed"
done
is 'the user of the image' "$("${engine[@]}" image inspect -f '{{.Config.User}}' rollcall)" 10001:10001
has 'the image has a health check' "$("${engine[@]}" image inspect -f '{{.HealthCheck}}{{.Config.Healthcheck}}' rollcall 2> /dev/null \
  || "${engine[@]}" image inspect rollcall)" bin/health

echo "On a MariaDB elsewhere, its password in a file:"
printf 'prove-%s' $RANDOM$RANDOM > "$work/password"
chmod 755 "$work" && chmod 644 "$work/password"
run -d --name $database --user 10001 --entrypoint /bin/sh -v "$work/password:/run/secrets/password:ro" rollcall:trial -c "
  mariadb-install-db --no-defaults --datadir=/tmp/data --auth-root-authentication-method=socket --skip-test-db > /dev/null
  { echo 'CREATE DATABASE rollcall CHARACTER SET utf8mb4;'
    echo \"CREATE USER rollcall@'127.0.0.1' IDENTIFIED BY '\$(cat /run/secrets/password)';\"
    echo \"GRANT ALL ON rollcall.* TO rollcall@'127.0.0.1';\"; } > /tmp/init.sql
  exec mariadbd --no-defaults --datadir=/tmp/data --socket=/tmp/s --pid-file=/tmp/p --bind-address=127.0.0.1 --port=$sql \
    --skip-name-resolve --init-file=/tmp/init.sql" > /dev/null
until (: < /dev/tcp/127.0.0.1/$sql) 2> /dev/null; do sleep 0.2; done
outside=(-v "$work/password:/run/secrets/password:ro" -e "ROLLCALL_DATABASE_URL=jdbc:mariadb://127.0.0.1:$sql/rollcall"
  -e ROLLCALL_DATABASE_PASSWORD_FILE=/run/secrets/password)
serve $server "${outside[@]}" rollcall
serve $server "${outside[@]}" -e ROLLCALL_JAVA_OPTS=-Xlog:aot=info:file=/tmp/aot.log rollcall
has 'the class cache is used' "$(in_container $server cat /tmp/aot.log)" 'Using AOT-linked classes: true'
is 'process 1' "$(in_container $server cat /proc/1/comm)" java
has 'health' "$(in_container $server health)" '"status":"UP"'
use $server
is 'command lines with the password in them' "$(in_container $server sh -c 'cat /proc/[0-9]*/cmdline' | tr '\0' '\n' | grep -c "$(cat "$work/password")" || true)" 0
"${engine[@]}" stop -t 40 $server > /dev/null
is 'exit code after SIGTERM' "$(of $server '{{.State.ExitCode}}')" 143
[ "$(run --rm "${hardened[@]}" "${outside[@]}" rollcall user list globex --json | grep -c a@example.com)" -ge 1 ] || fail 'a command in a container of its own'
echo "ok    a command runs in a container of its own"
"${engine[@]}" rm -f $database > /dev/null
is 'exit code without a database' "$(run --rm "${hardened[@]}" "${outside[@]}" rollcall > "$work/out" 2>&1; echo $?)" 1
has 'and it says why' "$(cat "$work/out")" 'cannot be reached'

echo "On the trial's own database:"
serve $trial -v $volume:/data rollcall:trial
until "${engine[@]}" logs $trial 2>&1 | grep -q '^  Stop'; do sleep 0.1; done
has 'the demo organization is told of' "$("${engine[@]}" logs $trial 2>&1)" /API/enterprise/scim
use $trial
"${engine[@]}" kill -s KILL $trial > /dev/null
until [ "$(of $trial '{{.State.Running}}')" = false ]; do sleep 0.1; done
is 'exit code after SIGKILL' "$(of $trial '{{.State.ExitCode}}')" 137
serve $trial -v $volume:/data rollcall:trial
has 'nothing is lost' "$(scim GET /Users)" a@example.com
"${engine[@]}" stop -t 40 $trial > /dev/null
is 'exit code after SIGTERM' "$(of $trial '{{.State.ExitCode}}')" 143
echo "All of it holds."
