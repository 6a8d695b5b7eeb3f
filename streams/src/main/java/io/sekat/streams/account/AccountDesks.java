package io.sekat.streams.account;

import io.sekat.streams.Environment;
import io.sekat.streams.Outlets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** One desk for each task, at which all its processors work: what one read, the others need not read again. */
final class AccountDesks {
    private final Outlets outlets;
    private final Environment environment;
    private final Map<TaskId, Shared> shared = new ConcurrentHashMap<>();

    AccountDesks(Outlets outlets, Environment environment) {
        this.outlets = outlets;
        this.environment = environment;
    }

    /** A desk and the processors that have it. */
    private record Shared(AccountDesk desk, Set<Class<?>> processors) {}

    /**
     * The desk of a task. Each processor of the task asks once when the task begins, in the same order each time; one that
     * asks again belongs to a task that begins anew, with a new desk for all.
     */
    AccountDesk open(Class<?> processor, ProcessorContext<String, SpecificRecord> context) {
        Shared one = shared.compute(context.taskId(), (task, known) -> {
            boolean isAnew = known == null || known.processors.contains(processor);
            if (known != null && isAnew) {
                // What it scheduled is still there, and must not work with what it believes, which was aborted.
                known.desk.leave();
            }
            return isAnew ? new Shared(new AccountDesk(context, outlets, environment), new HashSet<>()) : known;
        });
        one.processors.add(processor);
        return one.desk;
    }
}
