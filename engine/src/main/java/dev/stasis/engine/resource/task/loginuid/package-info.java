/**
 * The user as whom the audit system counts a process, set once at login.
 *
 * <p>Kernel contract: /proc/PID/loginuid, read from outside; only a process itself may set it, through /proc/self. A kernel
 * without auditing has none. Where changing it is refused it stays as inherited, with a word.
 */
@NullMarked
package dev.stasis.engine.resource.task.loginuid;

import org.jspecify.annotations.NullMarked;
