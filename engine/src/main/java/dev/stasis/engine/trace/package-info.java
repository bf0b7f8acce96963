/**
 * Processes under ptrace: seizing and stopping them, their registers and signals, and system calls made inside them.
 *
 * <p>A tracing session belongs to one OS thread ({@link dev.stasis.engine.trace.TracerThread}); a {@link
 * dev.stasis.engine.trace.Tracee} touched from another throws at once. Everything done to a target that shall live on
 * is self-healing: if this process is killed at any instant, the target goes on as if nothing had been (see {@link
 * dev.stasis.engine.trace.RemoteSyscalls}).
 */
@NullMarked
package dev.stasis.engine.trace;

import org.jspecify.annotations.NullMarked;
