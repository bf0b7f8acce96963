/** The programs of src/main/c and src/main/programs, and how they are run. */
@NullMarked
package dev.stasis.test.workload;

import org.jspecify.annotations.NullMarked;
