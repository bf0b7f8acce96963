package dev.stasis.engine.resource.task.registers;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.trace.x86_64.FpuState;
import dev.stasis.engine.trace.x86_64.XsaveComponent;
import dev.stasis.image.proto.UserX86FpregsEntry;
import dev.stasis.image.proto.UserX86XsaveEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** {@code fpregs}: the FXSAVE area member by member, and arrays for what lies beyond it. */
final class FpuImage {
    private static final int SWD = 2;
    private static final int TWD = 4;
    private static final int FOP = 6;
    private static final int RIP = 8;
    private static final int RDP = 16;
    private static final int MXCSR = 24;
    private static final int MXCSR_MASK = 28;
    private static final int ST = 32;
    private static final int ST_WORDS = 32;
    private static final int XMM = 160;
    private static final int XMM_WORDS = 64;

    private FpuImage() {}

    static UserX86FpregsEntry write(FpuState fpu) {
        ByteBuffer area = fpu.legacy();
        UserX86FpregsEntry.Builder entry = UserX86FpregsEntry.newBuilder()
                .setCwd(Short.toUnsignedInt(area.getShort(0)))
                .setSwd(Short.toUnsignedInt(area.getShort(SWD)))
                .setTwd(Short.toUnsignedInt(area.getShort(TWD)))
                .setFop(Short.toUnsignedInt(area.getShort(FOP)))
                .setRip(area.getLong(RIP))
                .setRdp(area.getLong(RDP))
                .setMxcsr(area.getInt(MXCSR))
                .setMxcsrMask(area.getInt(MXCSR_MASK));
        for (int i = 0; i < ST_WORDS; i++) {
            entry.addStSpace(area.getInt(ST + 4 * i));
        }
        for (int i = 0; i < XMM_WORDS; i++) {
            entry.addXmmSpace(area.getInt(XMM + 4 * i));
        }
        if (fpu.extended()) {
            entry.setXsave(xsave(fpu));
        }
        return entry.build();
    }

    private static UserX86XsaveEntry xsave(FpuState fpu) {
        UserX86XsaveEntry.Builder entry = UserX86XsaveEntry.newBuilder().setXstateBv(fpu.xstateBv());
        ints(fpu, XsaveComponent.YMM, word -> entry.addYmmhSpace((int) word));
        longs(fpu, XsaveComponent.BNDREGS, entry::addBndregState);
        longs(fpu, XsaveComponent.BNDCSR, entry::addBndcsrState);
        longs(fpu, XsaveComponent.OPMASK, entry::addOpmaskReg);
        longs(fpu, XsaveComponent.ZMM_HI256, entry::addZmmUpper);
        longs(fpu, XsaveComponent.HI16_ZMM, entry::addHi16Zmm);
        ints(fpu, XsaveComponent.PKRU, word -> entry.addPkru((int) word));
        return entry.build();
    }

    private static void ints(FpuState fpu, XsaveComponent component, LongConsumer to) {
        fpu.component(component).ifPresent(bytes -> {
            while (bytes.hasRemaining()) {
                to.accept(bytes.getInt());
            }
        });
    }

    private static void longs(FpuState fpu, XsaveComponent component, LongConsumer to) {
        fpu.component(component).ifPresent(bytes -> {
            while (bytes.hasRemaining()) {
                to.accept(bytes.getLong());
            }
        });
    }

    static FpuState read(UserX86FpregsEntry entry) {
        expect("st_space", entry.getStSpaceCount(), ST_WORDS);
        expect("xmm_space", entry.getXmmSpaceCount(), XMM_WORDS);
        ByteBuffer area = ByteBuffer.allocate(FpuState.LEGACY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        area.putShort((short) entry.getCwd())
                .putShort((short) entry.getSwd())
                .putShort((short) entry.getTwd())
                .putShort((short) entry.getFop())
                .putLong(entry.getRip())
                .putLong(entry.getRdp())
                .putInt(entry.getMxcsr())
                .putInt(entry.getMxcsrMask());
        entry.getStSpaceList().forEach(area::putInt);
        entry.getXmmSpaceList().forEach(area::putInt);
        if (!entry.hasXsave()) {
            return FpuState.of(area.array(), null, Map.of());
        }
        UserX86XsaveEntry xsave = entry.getXsave();
        if (xsave.getCet().getCet() != 0) {
            throw new Unsupported("the image is of a thread with a user shadow stack, which cannot be restored; dump it"
                    + " with shadow stacks disabled");
        }
        return FpuState.of(area.array(), xsave.getXstateBv(), components(xsave));
    }

    private static Map<XsaveComponent, byte[]> components(UserX86XsaveEntry xsave) {
        Map<XsaveComponent, byte[]> components = new EnumMap<>(XsaveComponent.class);
        put(components, XsaveComponent.YMM, "ymmh_space", xsave.getYmmhSpaceList());
        put(components, XsaveComponent.BNDREGS, "bndreg_state", xsave.getBndregStateList());
        put(components, XsaveComponent.BNDCSR, "bndcsr_state", xsave.getBndcsrStateList());
        put(components, XsaveComponent.OPMASK, "opmask_reg", xsave.getOpmaskRegList());
        put(components, XsaveComponent.ZMM_HI256, "zmm_upper", xsave.getZmmUpperList());
        put(components, XsaveComponent.HI16_ZMM, "hi16_zmm", xsave.getHi16ZmmList());
        put(components, XsaveComponent.PKRU, "pkru", xsave.getPkruList());
        return components;
    }

    private static void put(
            Map<XsaveComponent, byte[]> to, XsaveComponent component, String field, List<? extends Number> words) {
        if (words.isEmpty()) {
            return;
        }
        int size = words.get(0) instanceof Integer ? Integer.BYTES : Long.BYTES;
        expect(field, words.size(), component.bytes() / size);
        ByteBuffer bytes = ByteBuffer.allocate(component.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (Number word : words) {
            if (size == Integer.BYTES) {
                bytes.putInt(word.intValue());
            } else {
                bytes.putLong(word.longValue());
            }
        }
        to.put(component, bytes.array());
    }

    private static void expect(String field, int found, int expected) {
        if (found != expected) {
            throw new ImageDamaged("the core image's fpregs." + field + " has " + found + " words instead of "
                    + expected + "; the set is damaged");
        }
    }
}
