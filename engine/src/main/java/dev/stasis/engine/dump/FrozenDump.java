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
 * @param chain where the set stands among others
 * @param memory of the tree; its address spaces are known once the tasks are saved
 */
record FrozenDump(
        Linux linux,
        Dump request,
        Log log,
        FrozenTree tree,
        ImageSetWriter set,
        TreeFiles files,
        TreeMemory memory,
        Chain chain,
        DumpClock clock) {}
