/**
 * Open file descriptions: what descriptors of a tree refer to. The interfaces here are what each kind of file
 * implements; a description shared by many descriptors is dumped and opened once.
 */
@NullMarked
package dev.stasis.engine.resource.file;

import org.jspecify.annotations.NullMarked;
