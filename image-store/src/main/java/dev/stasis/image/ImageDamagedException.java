package dev.stasis.image;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An image set, or a file of one, is not what it claims to be. The message says which file, record and field, what is
 * wrong with it, and what to do.
 */
public final class ImageDamagedException extends RuntimeException {
    /** Stands for "the file as a whole" in place of a record's index. */
    public static final int NO_RECORD = -1;

    private static final long serialVersionUID = 1L;
    private static final String REMEDY = "copy the image set again, or dump again";

    private final String file;
    private final int record;
    private final String field;

    private ImageDamagedException(String message, Path file, int record, String field, @Nullable Throwable cause) {
        super(message, cause);
        this.file = file.toString();
        this.record = record;
        this.field = field;
    }

    /** The file as a whole is bad: "FILE is damaged: REASON; ...". */
    public static ImageDamagedException file(Path file, String reason) {
        return field(file, NO_RECORD, "", reason);
    }

    /** One record is bad; records are counted from 0. */
    public static ImageDamagedException record(Path file, int record, String reason) {
        return field(file, record, "", reason);
    }

    /** One field of a record is bad; fields have the names of the schemas, with dots between. */
    public static ImageDamagedException field(Path file, int record, String field, String reason) {
        return of(file, record, field, reason, null);
    }

    /** The kernel would not give us the file. */
    public static ImageDamagedException unreadable(Path file, Throwable cause) {
        return new ImageDamagedException(
                "cannot read " + file + ": " + cause.getMessage() + "; check the disk and the permissions",
                file,
                NO_RECORD,
                "",
                cause);
    }

    /** The directory is no complete image set. */
    public static ImageDamagedException set(Path directory, String reason, String remedy) {
        return new ImageDamagedException(
                directory + " is no usable image set: " + reason + "; " + remedy, directory, NO_RECORD, "", null);
    }

    static ImageDamagedException of(Path file, int record, String field, String reason, @Nullable Throwable cause) {
        StringBuilder text = new StringBuilder().append(file).append(" is damaged: ");
        if (record != NO_RECORD) {
            text.append("record ").append(record).append(field.isEmpty() ? " " : ", ");
        }
        if (!field.isEmpty()) {
            text.append("field ").append(field).append(' ');
        }
        text.append(reason).append("; ").append(REMEDY);
        return new ImageDamagedException(text.toString(), file, record, field, cause);
    }

    /** Path of the file, or of the directory if that is no image set. */
    public String file() {
        return file;
    }

    /** Index of the record from 0, or {@link #NO_RECORD}. */
    public int recordIndex() {
        return record;
    }

    /** Name of the field, empty if it is not about one. */
    public String field() {
        return field;
    }
}
