/**
 * The signal that a thread gets when the thread that made it ends.
 *
 * <p>Kernel contract: prctl(PR_GET_PDEATHSIG) and PR_SET_PDEATHSIG inside the thread. Changing credentials clears it, so it
 * comes after them. A root of a restored tree has another parent than before.
 */
@NullMarked
package dev.stasis.engine.resource.task.parentdeath;

import org.jspecify.annotations.NullMarked;
