package io.sekat.consumers.alerts;

import io.sekat.events.AccountAction;
import io.sekat.events.AlertReason;
import io.sekat.events.Amount;
import io.sekat.events.BlockRequest;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberAction;
import io.sekat.events.ReturnRequest;
import io.sekat.serdes.AvroSerdes;
import java.time.Instant;
import java.util.List;

/** Alerts for tests. */
public final class Alerts {
    /** When they were issued. */
    public static final Instant ISSUED = Instant.parse("2026-03-01T04:05:06Z");

    static {
        AvroSerdes.trustEvents();
    }

    private Alerts() {}

    public static FreezeAlert.Builder freeze(String account, long revision) {
        return FreezeAlert.newBuilder()
                .setAlertId("alert-" + account)
                .setBank("MBBEMYKL")
                .setAccount(account)
                .setRevision(revision)
                .setAction(AccountAction.HOLD)
                .setHold(List.of(new Amount("MYR", 482_000L)))
                .setReasons(List.of(AlertReason.VERIFIED_PAYMENT, AlertReason.TAINTED_FUNDS))
                .setCausedAt(ISSUED)
                .setIssuedAt(ISSUED)
                .setRespondBy(ISSUED.plusSeconds(900));
    }

    public static ReturnRequest.Builder giveBack(String account, long revision) {
        return ReturnRequest.newBuilder()
                .setRequestId("return-" + account)
                .setBank("MBBEMYKL")
                .setAccount(account)
                .setRevision(revision)
                .setRootTransferRef("TX1")
                .setAmount(new Amount("MYR", 482_000L))
                .setVictimBank("RHBBMYKL")
                .setVictimAccount("2001")
                .setDirectiveId("D-1")
                .setAuthority("PDRM")
                .setIssuedAt(ISSUED)
                .setRespondBy(ISSUED.plusSeconds(900));
    }

    public static BlockRequest.Builder block(String number, long revision) {
        return BlockRequest.newBuilder()
                .setAlertId("alert-" + number)
                .setPhoneNumber(number)
                .setOperator("MAXIS")
                .setRevision(revision)
                .setAction(NumberAction.BLOCK)
                .setReasons(List.of(AlertReason.SEVERAL_VICTIMS))
                .setCausedAt(ISSUED)
                .setIssuedAt(ISSUED)
                .setRespondBy(ISSUED.plusSeconds(900));
    }
}
