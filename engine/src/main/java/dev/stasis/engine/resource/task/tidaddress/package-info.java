/**
 * The word that the kernel clears, waking its futex, when the thread ends: how pthread_join(3) learns of it.
 *
 * <p>Kernel contract: prctl(PR_GET_TID_ADDRESS) (needs CONFIG_CHECKPOINT_RESTORE) and set_tid_address(2), both inside the
 * thread.
 */
@NullMarked
package dev.stasis.engine.resource.task.tidaddress;

import org.jspecify.annotations.NullMarked;
