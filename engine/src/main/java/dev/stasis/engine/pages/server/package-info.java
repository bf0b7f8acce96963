/** The page server: takes the pages of a dump from another process or host. docs/page-server.md is its manual. */
@NullMarked
package dev.stasis.engine.pages.server;

import org.jspecify.annotations.NullMarked;
