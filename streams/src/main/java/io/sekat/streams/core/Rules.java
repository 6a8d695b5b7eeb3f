package io.sekat.streams.core;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.streams.core.trail.Limits;
import java.time.Duration;

/**
 * The thresholds and deadlines of the rules (design section 4).
 *
 * @param freezeVictims distinct victims with verified payments that freeze an account
 * @param freezeWindow time within which their reports lie
 * @param blockVictims distinct victims whose reports block a number
 * @param blockWindow time within which their reports lie
 * @param verifyWindow how far a transfer may lie from the reported time where no reference is given
 * @param respondWithin time to answer for participants that state none of their own
 * @param holdFor how long a hold is asked for
 * @param limits how far stolen money is followed
 * @param maxAccounts a trail that reached this many accounts is followed no further
 * @param maxCaseLinks an account or number that more reports than this name joins them to no case
 * @param retention how long transfers are kept, by their own time
 */
public record Rules(
        int freezeVictims,
        Duration freezeWindow,
        int blockVictims,
        Duration blockWindow,
        Duration verifyWindow,
        Duration respondWithin,
        Duration holdFor,
        Limits limits,
        int maxAccounts,
        int maxCaseLinks,
        Duration retention) {

    /** The rules as the settings say. */
    public static Rules of(Settings settings) {
        return new Rules(
                settings.get(SettingCatalogue.FREEZE_VICTIMS),
                settings.get(SettingCatalogue.FREEZE_WINDOW),
                settings.get(SettingCatalogue.BLOCK_VICTIMS),
                settings.get(SettingCatalogue.BLOCK_WINDOW),
                settings.get(SettingCatalogue.VERIFY_WINDOW),
                settings.get(SettingCatalogue.RESPOND_WITHIN),
                settings.get(SettingCatalogue.HOLD_FOR),
                new Limits(
                        settings.get(SettingCatalogue.MAX_HOPS),
                        settings.get(SettingCatalogue.HORIZON),
                        settings.get(SettingCatalogue.MIN_AMOUNT)),
                settings.get(SettingCatalogue.MAX_ACCOUNTS),
                settings.get(SettingCatalogue.MAX_CASE_LINKS),
                settings.get(SettingCatalogue.TRANSFER_RETENTION));
    }
}
