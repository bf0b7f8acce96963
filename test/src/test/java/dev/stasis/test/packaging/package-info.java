/** The program as its users start it: bin/stasis, the extracted layout, the class archive, the demonstration. */
@NullMarked
package dev.stasis.test.packaging;

import org.jspecify.annotations.NullMarked;
