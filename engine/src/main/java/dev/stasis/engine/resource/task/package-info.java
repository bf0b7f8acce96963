/** Attributes of processes and threads: the interfaces that each kind of attribute implements. */
@NullMarked
package dev.stasis.engine.resource.task;

import org.jspecify.annotations.NullMarked;
