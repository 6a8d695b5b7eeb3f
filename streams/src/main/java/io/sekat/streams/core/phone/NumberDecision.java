package io.sekat.streams.core.phone;

import io.sekat.events.AlertReason;
import io.sekat.events.NumberAction;
import java.util.List;

/**
 * The one action that the present state of the world gives for a number (design section 4.5).
 *
 * @param action NONE, WATCH, BLOCK or REVIEW
 * @param operator participant id of the operator that serves it now; empty text: not in the directory
 * @param reasons why, in the order of their declaration
 */
public record NumberDecision(NumberAction action, String operator, List<AlertReason> reasons) {}
