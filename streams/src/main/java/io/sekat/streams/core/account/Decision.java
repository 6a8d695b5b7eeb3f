package io.sekat.streams.core.account;

import io.sekat.events.AccountAction;
import io.sekat.events.AccountStatus;
import io.sekat.events.AlertReason;
import io.sekat.events.DirectoryState;
import io.sekat.money.Sums;
import java.util.List;

/**
 * The one action that the present state of the world gives for an account (design section 4.4).
 *
 * @param action NONE, WATCH, HOLD, FREEZE, REVIEW or RELEASE
 * @param hold stolen money in the account; for HOLD, FREEZE and REVIEW
 * @param reasons why, in the order of their declaration
 * @param directory whether the account is in the directory
 * @param status its state there, UNKNOWN where it is not
 */
public record Decision(
        AccountAction action, Sums hold, List<AlertReason> reasons, DirectoryState directory, AccountStatus status) {}
