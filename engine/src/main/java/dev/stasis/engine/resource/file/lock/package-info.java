/**
 * Locks on files: fcntl(2) locks of processes and of open file descriptions, flock(2), and leases.
 *
 * <p>Kernel contract: the lines {@code lock:} of /proc/PID/fdinfo show a lock at each descriptor of the open file
 * description through which it was taken, those of a process in that process only. They are taken again inside the
 * process, when it holds its descriptors: fcntl F_SETLK, F_OFD_SETLK and F_SETLEASE, flock. Not kept: who waits for a lock
 * (the call is begun again), and a lease that is being broken, which is refused.
 */
@NullMarked
package dev.stasis.engine.resource.file.lock;

import org.jspecify.annotations.NullMarked;
