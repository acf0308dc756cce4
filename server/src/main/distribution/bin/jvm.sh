# For the scripts beside it: sets java, flags, CLASSPATH, and cache, the name that a class cache for just this JVM and these jars has.
# shellcheck shell=sh disable=SC2034

java=$(command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java") || {
  echo "Java 17 or newer is needed: put it on the PATH, or set JAVA_HOME." >&2
  exit 1
}

# The second compiler waits four times as long as it would. Else two fifths of a start are spent on what only a start calls
# often, while the first minutes of requests are no faster for it.
flags="-XX:Tier4InvocationThreshold=20000 -XX:Tier4MinInvocationThreshold=2400 -XX:Tier4CompileThreshold=60000
  -XX:Tier4BackEdgeThreshold=160000"

# A process without memory answers nobody, and whatever restarts it only sees that once it has ended. The buffers that the JVM
# keeps for each thread that writes to a socket stay small.
flags="$flags -XX:+ExitOnOutOfMemoryError -Djdk.nio.maxCachedBufferSize=262144"

# Options that the JVM gets besides these, from whichever variable.
given="${ROLLCALL_JAVA_OPTS:-} ${JDK_JAVA_OPTIONS:-} ${JAVA_TOOL_OPTIONS:-}"

# Processors that the JVM may use: those of the machine, or of the container's quota.
processors=$(nproc 2> /dev/null || getconf _NPROCESSORS_ONLN)
if [ -r /sys/fs/cgroup/cpu.max ]; then
  read -r quota period < /sys/fs/cgroup/cpu.max
  if [ "$quota" != max ] && [ "$quota" -le $((2 * period)) ]; then
    processors=1
  fi
fi

# One or two processors: the serial collector and a small heap at first take 100 MiB less than G1, and its collections cost 1 % of
# the CPU time of requests. The heap grows as far as -Xmx permits. With more processors G1, as its collections use all of them,
# with large pages for the heap.
collector=
small=
for option in $given; do
  case $option in
    -XX:+Use*GC) collector=$option ;;
    -Xmx*[0-9kK] | -Xmx[1-9][mM] | -Xmx[1-9][0-9][mM] | -XX:MaxHeapSize=*) small=$option ;;
  esac
done
if [ -z "$collector" ] && [ "$processors" -le 2 ]; then
  flags="$flags -XX:+UseSerialGC"
  if [ -z "$small" ]; then
    flags="$flags -Xms64m -XX:NewSize=24m"
  fi
elif [ -z "$collector" ]; then
  pages=/sys/kernel/mm/transparent_hugepage/enabled
  if [ -r "$pages" ] && grep -qE '\[(always|madvise)\]' "$pages"; then
    flags="$flags -XX:+UseTransparentHugePages"
  fi
fi

# Native memory that the compilers freed is given back to the system, by those JVMs that can. Only the GNU C library has a call for it.
jvm=$(dirname "$(dirname "$(readlink -f "$java")")")
if getconf GNU_LIBC_VERSION > /dev/null 2>&1; then
  case $(sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$jvm/release" 2> /dev/null) in
    17.0.9 | 17.0.[1-9][0-9]* | 21.0.[1-9]* | 2[2-9]*) flags="$flags -XX:TrimNativeHeapInterval=10000" ;;
  esac
fi

# In one order on every machine: a class cache fits the class path that it was made with, no other.
CLASSPATH=
for jar in "$home"/lib/*.jar "$home"/lib/embedded/*.jar; do
  if [ -f "$jar" ]; then
    CLASSPATH=$CLASSPATH${CLASSPATH:+:}$jar
  fi
done
export CLASSPATH

# The JVM knows a changed jar by size and time only, and the build gives all jars one time.
cache=$home/cache/none
if [ -d "$home/cache" ]; then
  cache=$home/cache/$(cat "$jvm/release" "$home"/lib/rollcall-*.jar | cksum | tr ' ' -)
fi
