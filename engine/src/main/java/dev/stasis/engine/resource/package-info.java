/**
 * Kinds of kernel objects. A kind is one package with four roles: a record (the value, without descriptors or protobuf), a
 * dumper (kernel to record), a restorer (record to kernel), and an image (record to protobuf and back). {@link
 * dev.stasis.engine.resource.Kinds} is the one list of them.
 */
@NullMarked
package dev.stasis.engine.resource;

import org.jspecify.annotations.NullMarked;
