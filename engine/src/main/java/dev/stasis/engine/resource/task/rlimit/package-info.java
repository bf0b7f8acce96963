/**
 * Resource limits of a process.
 *
 * <p>Kernel contract. Read: /proc/PID/limits; prlimit(2) on another user's process would need CAP_SYS_RESOURCE. Written:
 * prlimit inside the leader, only what differs from what it has, before it gives up its rights. Raising a hard limit needs
 * CAP_SYS_RESOURCE too: where that is refused the limit stays as low as it is, with a word.
 */
@NullMarked
package dev.stasis.engine.resource.task.rlimit;

import org.jspecify.annotations.NullMarked;
