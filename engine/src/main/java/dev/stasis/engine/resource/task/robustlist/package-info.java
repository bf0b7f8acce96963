/**
 * The list of robust futexes that the kernel marks and wakes when their holder dies (man 2 get_robust_list).
 *
 * <p>Kernel contract: get_robust_list(2) from outside, by thread id; set_robust_list(2) inside the thread. A kernel without
 * it has none: 0 and length 0.
 */
@NullMarked
package dev.stasis.engine.resource.task.robustlist;

import org.jspecify.annotations.NullMarked;
