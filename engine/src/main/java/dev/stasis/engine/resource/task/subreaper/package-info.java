/**
 * Whether a process adopts its orphaned descendants.
 *
 * <p>Kernel contract: prctl(PR_GET_CHILD_SUBREAPER) and PR_SET_CHILD_SUBREAPER inside the leader.
 */
@NullMarked
package dev.stasis.engine.resource.task.subreaper;

import org.jspecify.annotations.NullMarked;
