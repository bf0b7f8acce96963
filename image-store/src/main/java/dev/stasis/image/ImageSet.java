package dev.stasis.image;

import dev.stasis.image.proto.InventoryEntry;
import java.nio.file.Files;
import java.nio.file.Path;

/** A complete image set: one with {@code inventory.img}, which is written last. */
public final class ImageSet extends ImageDirectory {
    /** The newest layout that we can read; 1 had no common magic, 0 is what pre-dumps say. */
    private static final int NEWEST_VERSION = 2;

    private final InventoryEntry inventory;

    private ImageSet(Path path, InventoryEntry inventory) {
        super(path);
        this.inventory = inventory;
    }

    /** Opens the set in a directory. Nothing but the inventory is read yet. */
    public static ImageSet open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw ImageDamagedException.set(directory, "it is no directory", "check the images directory");
        }
        InventoryEntry inventory = ImageDirectory.at(directory)
                .find(ImageType.INVENTORY)
                .orElseThrow(() -> ImageDamagedException.set(
                        directory,
                        "it has no inventory.img, which is written last",
                        "check the images directory, or dump again: that dump did not finish"));
        if (Integer.compareUnsigned(inventory.getImgVersion(), NEWEST_VERSION) > 0) {
            throw ImageDamagedException.field(
                    directory.resolve(ImageType.INVENTORY.fileName(0)),
                    0,
                    "img_version",
                    "is " + Integer.toUnsignedString(inventory.getImgVersion()) + ", newer than all that are known");
        }
        return new ImageSet(directory, inventory);
    }

    public InventoryEntry inventory() {
        return inventory;
    }
}
