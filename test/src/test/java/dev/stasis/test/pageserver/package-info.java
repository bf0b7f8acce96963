/** Pages of a dump over the network: between two network namespaces, in the clear and by TLS, from us and CRIU to both. */
@NullMarked
package dev.stasis.test.pageserver;

import org.jspecify.annotations.NullMarked;
