/**
 * How likely the kernel is to kill a process when memory runs out.
 *
 * <p>Kernel contract: /proc/PID/oom_score_adj, read and written from outside. Lowering it needs CAP_SYS_RESOURCE: where that
 * is refused it stays as it is, with a word.
 */
@NullMarked
package dev.stasis.engine.resource.task.oom;

import org.jspecify.annotations.NullMarked;
