package io.sekat.streams;

import io.sekat.events.Claimant;
import io.sekat.events.Taint;
import io.sekat.events.TaintedPart;
import java.time.Instant;
import java.util.List;

/** What one transfer into the suspect's account carries of one root; the victim's own payment unless it has another hop. */
public final class TaintSample {
    private final Instant settledAt;
    private String rootAccount;
    private String rootTransferRef = "TX1";
    private String transferRef = "TX1";
    private String currency = "MYR";
    private int hop = 1;
    private long amountMinor;
    private List<Claimant> claimants;

    TaintSample(String rootAccount, Instant settledAt, long amountMinor, Claimant claimant) {
        this.rootAccount = rootAccount;
        this.settledAt = settledAt;
        this.amountMinor = amountMinor;
        this.claimants = List.of(claimant);
    }

    public TaintSample setRootAccount(String account) {
        rootAccount = account;
        return this;
    }

    public TaintSample setRootTransferRef(String reference) {
        rootTransferRef = reference;
        return this;
    }

    public TaintSample setTransferRef(String reference) {
        transferRef = reference;
        return this;
    }

    public TaintSample setCurrency(String code) {
        currency = code;
        return this;
    }

    public TaintSample setHop(int hops) {
        hop = hops;
        return this;
    }

    /** 0: nothing any more. */
    public TaintSample setAmountMinor(long minor) {
        amountMinor = minor;
        return this;
    }

    public TaintSample setClaimants(List<Claimant> reports) {
        claimants = reports;
        return this;
    }

    public Taint build() {
        TaintedPart part = new TaintedPart(rootAccount, rootTransferRef, settledAt, hop, amountMinor);
        return Taint.newBuilder()
                .setDebtorAccount(hop == 1 ? rootAccount : "GAMMMYKL:" + (700_000_000 + hop))
                .setTransferRef(transferRef)
                .setSettledAt(settledAt)
                .setCurrency(currency)
                .setParts(amountMinor == 0 ? List.of() : List.of(part))
                .setClaimants(claimants)
                .build();
    }
}
