package dev.stasis.engine.dump;

import dev.stasis.engine.api.Log;
import dev.stasis.engine.api.request.Dump;
import dev.stasis.engine.kernel.call.Linux;
import dev.stasis.engine.tree.FrozenTree;
import dev.stasis.image.ImageSetWriter;

/**
 * What the stages within the freeze share.
 *
 * @param set under construction
 * @param files of the tree; its descriptors are known, its files are read in their stage
 */
record FrozenDump(
        Linux linux, Dump request, Log log, FrozenTree tree, ImageSetWriter set, TreeFiles files, DumpClock clock) {}
