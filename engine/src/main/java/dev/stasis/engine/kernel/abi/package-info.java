/** Constants of the kernel's uapi headers, one class per header. */
@NullMarked
package dev.stasis.engine.kernel.abi;

import org.jspecify.annotations.NullMarked;
