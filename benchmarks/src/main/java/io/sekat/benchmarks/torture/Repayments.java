package io.sekat.benchmarks.torture;

import com.fasterxml.jackson.databind.JsonNode;
import io.sekat.benchmarks.torture.Input.Fate;
import io.sekat.benchmarks.torture.Transfer.Root;
import io.sekat.events.Directive;
import io.sekat.events.DirectiveKind;
import io.sekat.events.FundTransfer;
import io.sekat.events.TransferStatus;
import io.sekat.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The banks' transfers that give money back: one for each request, sent as soon as the bank has the request. */
final class Repayments implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Receiver receiver;
    private final Sender sender;
    private final Workload workload;
    private final Set<String> paid = new HashSet<>();
    private final Thread thread = new Thread(this::run, "torture-repayments");
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean closing;

    Repayments(Receiver receiver, Sender sender, Workload workload) {
        this.receiver = receiver;
        this.sender = sender;
        this.workload = workload;
    }

    /** Begins to look for requests. */
    void begin() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Orders to give back the money of payments in the rings that are made for it, where it is certain from whom it is asked
     * back. No two of them touch the same account: what one transfer does before anybody knows what it is for would change what
     * is asked for the other.
     *
     * @param answer what is known when the orders are given
     * @param lasts within which they are sent
     */
    static List<Input> order(Workload workload, Answer answer, Duration lasts, Random random) {
        List<Input> orders = new ArrayList<>();
        Set<String> touched = new HashSet<>();
        for (Root root : answer.roots()) {
            Set<String> accounts = new HashSet<>(answer.fate(root).held().keySet());
            accounts.add(root.account());
            if (workload.mayGiveBack().contains(root.account())
                    && answer.isToBeGivenBack(root)
                    && Collections.disjoint(accounts, touched)) {
                touched.addAll(accounts);
                workload.giveBack(root);
                Directive order = Directive.newBuilder()
                        .setDirectiveId("D-" + DirectiveKind.RETURN + "-" + root)
                        .setSubject(root.toString())
                        .setKind(DirectiveKind.RETURN)
                        .setIssuedBy("officer 8")
                        .setIssuedAt(workload.afterwards())
                        .build();
                orders.add(new Input(
                        Duration.ofMillis(random.nextLong(lasts.toMillis())),
                        Topics.DIRECTIVES.name(),
                        root.toString().getBytes(StandardCharsets.UTF_8),
                        workload.bytes(Topics.DIRECTIVES, order),
                        Fate.TAKEN,
                        Set.of()));
            }
        }
        orders.forEach(workload::add);
        return orders;
    }

    private void run() {
        try {
            while (!closing) {
                pay();
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            }
            pay();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }

    private void pay() throws InterruptedException {
        List<Input> transfers = receiver.returns().stream()
                .filter(request -> paid.add(Receiver.reference(request)))
                .map(this::transfer)
                .toList();
        transfers.forEach(workload::add);
        sender.send(transfers);
    }

    private Input transfer(JsonNode request) {
        FundTransfer transfer = FundTransfer.newBuilder()
                .setTransferRef(Receiver.reference(request))
                .setDebtorBank(request.path("bank").asText())
                .setDebtorAccount(request.path("account").asText())
                .setCreditorBank(request.path("victimBank").asText())
                .setCreditorAccount(request.path("victimAccount").asText())
                .setAmountMinor(request.path("amount").path("minor").asLong())
                .setCurrency(request.path("amount").path("currency").asText())
                .setSettledAt(workload.afterwards())
                .setStatus(TransferStatus.SETTLED)
                .build();
        workload.pay(new Transfer(
                transfer.getDebtorBank() + ":" + transfer.getDebtorAccount(),
                transfer.getTransferRef(),
                transfer.getSettledAt(),
                transfer.getCreditorBank() + ":" + transfer.getCreditorAccount(),
                transfer.getCurrency(),
                transfer.getAmountMinor()));
        return new Input(
                Duration.ZERO,
                Topics.FUND_TRANSFERS.name(),
                (transfer.getDebtorBank() + ":" + transfer.getDebtorAccount()).getBytes(StandardCharsets.UTF_8),
                workload.bytes(Topics.FUND_TRANSFERS, transfer),
                Fate.TAKEN,
                Set.of());
    }

    /**
     * Pays what was asked by now and ends.
     *
     * @throws IllegalStateException when a transfer could not be sent: then the run says nothing
     */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        Exception thrown = failure.get();
        if (thrown != null) {
            throw new IllegalStateException("money could not be given back: " + thrown.getMessage(), thrown);
        }
    }
}
