package io.sekat.sandbox.simulation;

import io.sekat.events.ReturnRequest;
import io.sekat.identifiers.TransferRef;

/** Where a simulated bank gives money back. */
@FunctionalInterface
public interface PaymentNetwork {
    /**
     * Pays what a request asks from the account to the victim's; the same request and revision again pays nothing more.
     *
     * @return reference of the transfer
     * @throws Exception when it could not be paid
     */
    TransferRef giveBack(ReturnRequest request) throws Exception;
}
