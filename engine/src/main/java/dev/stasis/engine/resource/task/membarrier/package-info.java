/**
 * Which expedited memory barriers a process has registered for (man 2 membarrier): without that the barriers themselves are
 * refused.
 *
 * <p>Kernel contract. Read inside the leader: MEMBARRIER_CMD_GET_REGISTRATIONS (Linux 6.3); before that each private
 * barrier is tried, which fails with EPERM unless registered (the global one cannot be told apart, and is left out).
 * Written: the registrations, inside the leader, once all threads exist.
 */
@NullMarked
package dev.stasis.engine.resource.task.membarrier;

import org.jspecify.annotations.NullMarked;
