package io.sekat.streams.core.intake;

import io.sekat.events.RejectReason;

/**
 * Why a report was rejected, for whoever sent it.
 *
 * @param reason the reason's code
 * @param message what was wrong and what was expected
 */
public record RejectedReport(RejectReason reason, String message) {}
