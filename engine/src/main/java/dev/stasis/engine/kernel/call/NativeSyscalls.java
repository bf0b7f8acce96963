package dev.stasis.engine.kernel.call;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.HeapInvocationBuffer;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.LastError;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.util.Arrays;

/**
 * System calls through libc's {@code syscall(2)} by jffi, the foundation below jnr-ffi: no interface is generated, so the
 * first call comes some 120 ms earlier in a cold JVM.
 *
 * <p>One binding with seven arguments serves every call. Bindings of exactly six integer arguments are compiled by
 * another path, which hands on garbage as the sixth (see docs/adr/0008-one-syscall-binding.md).
 */
final class NativeSyscalls implements Syscalls {
    private static final int ARGUMENTS = 7;

    private final Invoker invoker = Invoker.getInstance();
    private final LastError lastError = LastError.getInstance();
    private final CallContext context;
    private final long function;
    private final Library libc;

    NativeSyscalls() {
        libc = Library.openLibrary(null, Library.LAZY | Library.GLOBAL);
        function = libc.getSymbolAddress("syscall");
        Type[] parameters = new Type[ARGUMENTS];
        Arrays.fill(parameters, Type.SINT64);
        context = CallContext.getCallContext(Type.SINT64, parameters, CallingConvention.DEFAULT, true);
    }

    @Override
    public long call(long nr, long a, long b, long c, long d, long e, long f) {
        HeapInvocationBuffer arguments = new HeapInvocationBuffer(context);
        arguments.putLong(nr);
        arguments.putLong(a);
        arguments.putLong(b);
        arguments.putLong(c);
        arguments.putLong(d);
        arguments.putLong(e);
        arguments.putLong(f);
        long result = invoker.invokeLong(context, function, arguments);
        return result == -1 ? -lastError.get() : result;
    }

    /** Address of a function of libc; for calls that are more than a system call, like {@code clone(3)}. */
    long symbol(String name) {
        return libc.getSymbolAddress(name);
    }

    /** Calls {@code int clone(int (*fn)(void *), void *stack, int flags, void *arg)} of libc. */
    long clone(long code, long stackTop, long flags, long argument) {
        CallContext cloneContext = CallContext.getCallContext(
                Type.SINT32,
                new Type[] {Type.SINT64, Type.SINT64, Type.SINT32, Type.SINT64},
                CallingConvention.DEFAULT,
                true);
        HeapInvocationBuffer arguments = new HeapInvocationBuffer(cloneContext);
        arguments.putLong(code);
        arguments.putLong(stackTop);
        arguments.putInt((int) flags);
        arguments.putLong(argument);
        int result = invoker.invokeInt(cloneContext, symbol("clone"), arguments);
        return result == -1 ? -lastError.get() : result;
    }
}
