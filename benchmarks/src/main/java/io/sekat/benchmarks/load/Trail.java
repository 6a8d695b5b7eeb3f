package io.sekat.benchmarks.load;

import io.sekat.events.FundTransfer;
import io.sekat.events.ReportedPayment;
import io.sekat.identifiers.AccountId;
import java.time.Instant;
import java.util.List;

/** A victim's payment and where its money went. */
interface Trail {
    /** Tells its victim from others. */
    int number();

    /** The victim's account. */
    AccountId victim();

    /** When the first victim paid, UTC. */
    Instant first();

    /** Every account that the money comes to. */
    List<AccountId> accounts();

    /** The accounts where it lies in the end. */
    List<AccountId> ends();

    /** What lies in each of those, in minor units. */
    long endMinor();

    /** The victim's payment and what followed, in the order of time. */
    List<FundTransfer> transfers();

    /** The victim's payment as it is reported. */
    ReportedPayment payment();
}
