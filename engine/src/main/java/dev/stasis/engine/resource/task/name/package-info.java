/**
 * The name of a thread, as ps shows it: 15 bytes of any value.
 *
 * <p>Kernel contract: the Name line of /proc/PID/task/TID/status; for names with anything but printable characters comm
 * beside it, which ends in a line feed and escapes nothing. prctl(PR_SET_NAME) inside the thread. The name of a process is that of its leader.
 */
@NullMarked
package dev.stasis.engine.resource.task.name;

import org.jspecify.annotations.NullMarked;
