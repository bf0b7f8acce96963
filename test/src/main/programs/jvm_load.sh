#!/bin/bash
# The JVM of this machine under load: threads, garbage collection, compiled code, locks.
# Probes: yes
here=$(cd "$(dirname "$0")/../../.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || { echo "no java here"; exit 77; }
cd "$1" || exit 2
exec "$java" -XX:-UsePerfData -Xmx256m -cp "$here/target/workloads" JvmLoad "$1" < /dev/null > /dev/null 2>&1
