/**
 * As whom a thread acts: users, groups, capabilities, securebits, no_new_privs. To the kernel they belong to each thread.
 *
 * <p>Kernel contract. Read: /proc/PID/task/TID/status, and prctl(PR_GET_SECUREBITS) inside the thread. Written inside the
 * thread, in this order, each only where something differs: supplementary groups; securebits that keep the capabilities
 * over a change of user; groups, users; inheritable capabilities before the bounding set shrinks, for afterwards they may
 * not grow; bounding set; ambient capabilities; the final securebits; permitted and effective capabilities; no_new_privs.
 * Afterwards the kernel has reset dumpable and the parent-death signal: they come in a later step.
 *
 * <p>A capability that the restoring process itself lacks cannot be given: it is left out with a word.
 *
 * <p>Not kept: labels of AppArmor and SELinux, the keyrings.
 */
@NullMarked
package dev.stasis.engine.resource.task.credentials;

import org.jspecify.annotations.NullMarked;
