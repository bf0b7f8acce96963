package dev.stasis.engine.resource.task;

import dev.stasis.engine.kernel.abi.Nr;
import dev.stasis.engine.kernel.abi.Prctl;
import dev.stasis.engine.kernel.abi.Signal;
import dev.stasis.engine.kernel.call.Result;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What only a thread itself can tell, and every thread is asked. A tree of many threads stands still for as long as this
 * takes: all of it is asked with one stop of the thread where that can be done.
 *
 * @param tidAddress of PR_GET_TID_ADDRESS
 * @param stack stack_t of sigaltstack(2), 24 bytes, little endian
 * @param parentDeathSignal of PR_GET_PDEATHSIG
 * @param securebits of PR_GET_SECUREBITS
 */
public record ThreadAnswers(long tidAddress, ByteBuffer stack, int parentDeathSignal, int securebits) {
    private static final int TID_ADDRESS = 0;
    private static final int STACK = 8;
    private static final int PARENT_DEATH = 32;
    private static final int BYTES = 36;

    /** Signals that a process which does not catch them never sees. */
    private static final int[] IGNORED = {Signal.SIGURG, Signal.SIGWINCH};

    static ThreadAnswers ask(ThreadUnderDump thread) {
        List<long[]> questions = List.of(
                new long[] {Nr.PRCTL, Prctl.PR_GET_TID_ADDRESS, thread.scratch().at(TID_ADDRESS)},
                new long[] {Nr.SIGALTSTACK, 0, thread.scratch().at(STACK)},
                new long[] {Nr.PRCTL, Prctl.PR_GET_PDEATHSIG, thread.scratch().at(PARENT_DEATH)},
                new long[] {Nr.PRCTL, Prctl.PR_GET_SECUREBITS});
        OptionalInt signal = unseenSignal(thread);
        List<Result> results =
                signal.isPresent() ? thread.remote().ask(questions, signal.getAsInt()) : oneByOne(thread, questions);
        String subject = thread.thread().tracee().toString();
        results.get(0).orThrow("prctl(PR_GET_TID_ADDRESS)", subject);
        results.get(1).orThrow("sigaltstack", subject);
        results.get(2).orThrow("prctl(PR_GET_PDEATHSIG)", subject);
        long securebits = results.get(3).orThrow("prctl(PR_GET_SECUREBITS)", subject);
        ByteBuffer told = thread.scratch().read(0, BYTES);
        ByteBuffer stack = told.slice(STACK, PARENT_DEATH - STACK).order(told.order());
        return new ThreadAnswers(told.getLong(TID_ADDRESS), stack, told.getInt(PARENT_DEATH), (int) securebits);
    }

    private static List<Result> oneByOne(ThreadUnderDump thread, List<long[]> questions) {
        List<Result> results = new ArrayList<>();
        for (long[] question : questions) {
            long argument = question.length > 2 ? question[2] : 0;
            results.add(thread.remote().call(question[0], question[1], argument));
        }
        return results;
    }

    /** None if the thread might wait for it, or the process is stopped and would be told of it. */
    private static OptionalInt unseenSignal(ThreadUnderDump thread) {
        if (thread.process().stopSignal() != 0) {
            return OptionalInt.empty();
        }
        long seen = thread.status().caught() | thread.thread().state().signalMask();
        for (int signal : IGNORED) {
            if ((seen & 1L << (signal - 1)) == 0) {
                return OptionalInt.of(signal);
            }
        }
        return OptionalInt.empty();
    }
}
