/** Descriptors of signalfd(2). */
@NullMarked
package dev.stasis.engine.resource.file.signalfd;

import org.jspecify.annotations.NullMarked;
