package dev.stasis.image;

/** The magic words at the beginning of a file. */
final class FileHeader {
    private FileHeader() {}

    /** Reads past the header. The older style of {@link Framing#NORMAL} is known by its first word. */
    static void check(ImageInput input, ImageType<?> type) {
        int first = word(input, type);
        switch (type.framing()) {
            case INVENTORY -> expect(input, type, first);
            case NORMAL -> expect(input, type, first == ImageType.COMMON_MAGIC ? word(input, type) : first);
            case SERVICE -> expect(input, type, first == ImageType.SERVICE_MAGIC ? word(input, type) : first);
            case RAW -> throw new IllegalArgumentException(type + " has no records");
        }
    }

    private static int word(ImageInput input, ImageType<?> type) {
        if (input.remaining() < Integer.BYTES) {
            throw ImageDamagedException.file(
                    input.file(), "it ends within the magic words that every " + type + " begins with");
        }
        return input.word();
    }

    private static void expect(ImageInput input, ImageType<?> type, int magic) {
        if (magic != type.magic()) {
            throw ImageDamagedException.file(
                    input.file(),
                    "its magic is 0x" + Integer.toHexString(magic) + ", but that of a " + type + " is 0x"
                            + Integer.toHexString(type.magic()));
        }
    }
}
