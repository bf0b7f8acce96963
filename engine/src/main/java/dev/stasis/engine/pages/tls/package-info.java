/**
 * TLS under the page server protocol, with certificates on both sides: {@link dev.stasis.engine.pages.tls.TlsLink} on top of
 * another link. Default files and rules of trust are CRIU's; docs/page-server.md tells them.
 */
@NullMarked
package dev.stasis.engine.pages.tls;

import org.jspecify.annotations.NullMarked;
