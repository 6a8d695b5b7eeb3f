package io.sekat.benchmarks.flink;

import io.sekat.benchmarks.join.Paid;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Joins claims with the payments that they are about, whichever comes first. */
final class Verification extends KeyedCoProcessFunction<String, Claimed, Paid, Said> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ValueState<Paid> paid;
    private transient @Nullable ListState<Claimed> waiting;

    @Override
    public void open(OpenContext context) {
        paid = getRuntimeContext().getState(new ValueStateDescriptor<>("paid", Paid.class));
        waiting = getRuntimeContext().getListState(new ListStateDescriptor<>("waiting", Claimed.class));
    }

    @Override
    public void processElement1(Claimed claimed, Context context, Collector<Said> out) throws Exception {
        Paid payment = paid().value();
        if (payment == null) {
            waiting().add(claimed);
        } else {
            prove(claimed, payment, out);
        }
    }

    @Override
    public void processElement2(Paid payment, Context context, Collector<Said> out) throws Exception {
        paid().update(payment);
        List<Claimed> claims = new ArrayList<>();
        waiting().get().forEach(claims::add);
        claims.forEach(claimed -> prove(claimed, payment, out));
        if (!claims.isEmpty()) {
            waiting().clear();
        }
    }

    private static void prove(Claimed claimed, Paid payment, Collector<Said> out) {
        if (payment.proves(claimed.claim())) {
            out.collect(
                    new Said(payment.creditor(), claimed.claim().mention().proved(payment.payment(), payment.minor())));
        }
    }

    private ValueState<Paid> paid() {
        return Objects.requireNonNull(paid, "open comes first");
    }

    private ListState<Claimed> waiting() {
        return Objects.requireNonNull(waiting, "open comes first");
    }
}
