/**
 * The stack on which a thread's signal handlers run that ask for it.
 *
 * <p>Kernel contract: sigaltstack(2) inside the thread, both ways. SS_ONSTACK in the answer is worked out from the stack
 * pointer and taken as a plain stack when it is set again.
 */
@NullMarked
package dev.stasis.engine.resource.task.altstack;

import org.jspecify.annotations.NullMarked;
