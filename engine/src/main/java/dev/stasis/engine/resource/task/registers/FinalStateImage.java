package dev.stasis.engine.resource.task.registers;

import dev.stasis.engine.api.error.ImageDamaged;
import dev.stasis.engine.api.error.Unsupported;
import dev.stasis.engine.resource.task.TaskImage;
import dev.stasis.engine.trace.RemoteAddress;
import dev.stasis.engine.trace.x86_64.Registers;
import dev.stasis.image.proto.CoreEntry;
import dev.stasis.image.proto.RseqEntry;
import dev.stasis.image.proto.ThreadCoreEntry;
import dev.stasis.image.proto.UserX86RegsEntry;
import dev.stasis.image.proto.UserX86RegsMode;
import org.jspecify.annotations.Nullable;

/**
 * Registers in {@code thread_info}, the mask in {@code tc} for a leader and in {@code thread_core} for any other thread.
 * Not mapped: blk_sigset_extended, which only MIPS with its 128 signals has.
 */
public final class FinalStateImage implements TaskImage<FinalState> {
    @Override
    public void write(FinalState value, CoreEntry.Builder core) {
        core.getThreadInfoBuilder().setGpregs(registers(value.registers())).setFpregs(FpuImage.write(value.fpu()));
        if (core.hasTc()) {
            core.getTcBuilder().setBlkSigset(value.signalMask());
        } else {
            core.getThreadCoreBuilder().setBlkSigset(value.signalMask());
        }
        if (value.section() != null) {
            core.getThreadCoreBuilder()
                    .getRseqEntryBuilder()
                    .setRseqCsPointer(value.section().descriptor());
        }
    }

    @Override
    public FinalState read(CoreEntry core) {
        if (!core.hasThreadInfo()) {
            throw new ImageDamaged("the core image has no thread_info with the registers of an x86-64 thread;"
                    + " it comes from another kind of machine or from a damaged set");
        }
        long mask = core.hasTc()
                ? core.getTc().getBlkSigset()
                : core.getThreadCore().getBlkSigset();
        return new FinalState(
                registers(core.getThreadInfo().getGpregs()),
                FpuImage.read(core.getThreadInfo().getFpregs()),
                mask,
                section(core.getThreadCore()));
    }

    private static FinalState.@Nullable HeldSection section(ThreadCoreEntry thread) {
        RseqEntry rseq = thread.getRseqEntry();
        if (rseq.getRseqCsPointer() == 0) {
            return null;
        }
        RemoteAddress slot = new RemoteAddress(rseq.getRseqAbiPointer()).plus(FinalStateDumper.RSEQ_CS);
        return new FinalState.HeldSection(slot, rseq.getRseqCsPointer());
    }

    private static UserX86RegsEntry registers(Registers from) {
        return UserX86RegsEntry.newBuilder()
                .setR15(from.get(Registers.R15))
                .setR14(from.get(Registers.R14))
                .setR13(from.get(Registers.R13))
                .setR12(from.get(Registers.R12))
                .setBp(from.get(Registers.RBP))
                .setBx(from.get(Registers.RBX))
                .setR11(from.get(Registers.R11))
                .setR10(from.get(Registers.R10))
                .setR9(from.get(Registers.R9))
                .setR8(from.get(Registers.R8))
                .setAx(from.get(Registers.RAX))
                .setCx(from.get(Registers.RCX))
                .setDx(from.get(Registers.RDX))
                .setSi(from.get(Registers.RSI))
                .setDi(from.get(Registers.RDI))
                .setOrigAx(from.get(Registers.ORIG_RAX))
                .setIp(from.get(Registers.RIP))
                .setCs(from.get(Registers.CS))
                .setFlags(from.get(Registers.EFLAGS))
                .setSp(from.get(Registers.RSP))
                .setSs(from.get(Registers.SS))
                .setFsBase(from.get(Registers.FS_BASE))
                .setGsBase(from.get(Registers.GS_BASE))
                .setDs(from.get(Registers.DS))
                .setEs(from.get(Registers.ES))
                .setFs(from.get(Registers.FS))
                .setGs(from.get(Registers.GS))
                .setMode(UserX86RegsMode.NATIVE)
                .build();
    }

    private static Registers registers(UserX86RegsEntry from) {
        if (from.getMode() == UserX86RegsMode.COMPAT) {
            throw new Unsupported("the image is of a 32-bit task, which cannot be restored yet; use CRIU for it");
        }
        return Registers.of(
                from.getR15(),
                from.getR14(),
                from.getR13(),
                from.getR12(),
                from.getBp(),
                from.getBx(),
                from.getR11(),
                from.getR10(),
                from.getR9(),
                from.getR8(),
                from.getAx(),
                from.getCx(),
                from.getDx(),
                from.getSi(),
                from.getDi(),
                from.getOrigAx(),
                from.getIp(),
                from.getCs(),
                from.getFlags(),
                from.getSp(),
                from.getSs(),
                from.getFsBase(),
                from.getGsBase(),
                from.getDs(),
                from.getEs(),
                from.getFs(),
                from.getGs());
    }
}
