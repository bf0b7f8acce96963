package dev.stasis.image.tool;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stasis.image.proto.FieldStyle;
import dev.stasis.image.proto.Opts;
import dev.stasis.image.proto.PagemapEntry;

/** How a field is called and shown. */
final class FieldShape {
    private FieldShape() {}

    static FieldStyle style(FieldDescriptor field) {
        return field.getOptions().getExtension(Opts.criu);
    }

    /** Whether a bytes field is a name, which is text for the most part. */
    static boolean isName(FieldStyle style) {
        return "unix_name".equals(style.getConv());
    }

    /**
     * The name of a field in a message. Up to 4.1 the count of a pagemap is in field 2 and called nr_pages; its later name
     * is used where field 5 is there, too.
     */
    static String name(Message message, FieldDescriptor field) {
        boolean oldCount = message instanceof PagemapEntry entry
                && field.getNumber() == PagemapEntry.COMPAT_NR_PAGES_FIELD_NUMBER
                && !entry.hasNrPages();
        return oldCount ? "nr_pages" : field.getName();
    }
}
