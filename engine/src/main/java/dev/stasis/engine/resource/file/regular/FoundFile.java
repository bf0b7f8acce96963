package dev.stasis.engine.resource.file.regular;

import dev.stasis.engine.resource.file.FileStat;

/**
 * A file of the frozen tree, however it is held: by a descriptor, a mapping, as executable or working directory.
 *
 * @param link what /proc says of it: a path, perhaps with " (deleted)"
 * @param stat of the file itself
 * @param mountId of the mount it was opened on; -1 when unknown
 * @param way a path that leads to the file itself, whether it has a name or not
 * @param who names it in errors: "fd 9 of process 4711 (/tmp/x)"
 */
record FoundFile(String link, FileStat stat, int mountId, String way, String who) {}
