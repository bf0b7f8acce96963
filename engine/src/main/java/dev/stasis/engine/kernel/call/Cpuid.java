package dev.stasis.engine.kernel.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Type;
import java.util.HexFormat;

/**
 * The answers of the processor's CPUID instruction. /proc/cpuinfo names features, but not where XSAVE puts them, and that
 * differs between makers.
 *
 * @param eax of the answer, as the three others
 */
public record Cpuid(int eax, int ebx, int ecx, int edx) {
    /*
     * push rbx; mov eax,[rdi]; mov ecx,[rdi+4]; cpuid; mov [rdi],eax; mov [rdi+4],ebx; mov [rdi+8],ecx;
     * mov [rdi+12],edx; pop rbx; ret
     */
    private static final byte[] CODE = HexFormat.of().parseHex("538b078b4f040fa28907895f04894f0889570c5bc3");

    private static final long PAGE = 4096;
    private static final int ARGUMENT = 64;
    private static final int PROT_ALL = 7;

    /** Asks for a leaf and its sub-leaf (Intel SDM, CPUID; AMD APM volume 3, appendix E). */
    public static Cpuid leaf(int leaf, int subleaf) {
        MemoryCalls memory = Linux.real().memory();
        Block page = memory.mapAnonymous(PAGE, PROT_ALL);
        try {
            page.putBytes(0, CODE).putInt(ARGUMENT, leaf).putInt(ARGUMENT + 4, subleaf);
            CallContext context =
                    CallContext.getCallContext(Type.VOID, new Type[] {Type.SINT64}, CallingConvention.DEFAULT, false);
            HeapInvocationBuffer arguments = new HeapInvocationBuffer(context);
            arguments.putLong(page.address() + ARGUMENT);
            Invoker.getInstance().invokeLong(context, page.address(), arguments);
            return new Cpuid(
                    page.getInt(ARGUMENT),
                    page.getInt(ARGUMENT + 4),
                    page.getInt(ARGUMENT + 8),
                    page.getInt(ARGUMENT + 12));
        } finally {
            memory.unmap(page);
        }
    }
}
