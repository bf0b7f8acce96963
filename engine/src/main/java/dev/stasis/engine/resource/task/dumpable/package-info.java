/**
 * Whether a process may dump core and be looked into by its own user.
 *
 * <p>The value is part of the address space ({@code mm-PID.img}); setting it is here, because every change of credentials
 * resets it to fs.suid_dumpable. Kernel contract: prctl(PR_SET_DUMPABLE) inside the process, which takes 0 and 1; 2 (root
 * only) comes from the kernel alone.
 */
@NullMarked
package dev.stasis.engine.resource.task.dumpable;

import org.jspecify.annotations.NullMarked;
