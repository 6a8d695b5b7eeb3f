package io.sekat.sandbox.tools;

import io.sekat.config.SettingsException;
import io.sekat.identifiers.AccountId;
import io.sekat.identifiers.InvalidIdentifier;
import io.sekat.identifiers.ParticipantId;
import picocli.CommandLine.Parameters;

/** The account that a command asks about, as people type it. */
final class AskedAccount {
    @Parameters(paramLabel = "BIC:ACCOUNT", description = "The account, e.g. RHBBMYKL:91503216056295.")
    private String asked = "";

    /**
     * The account.
     *
     * @throws SettingsException when it is none
     */
    AccountId id() {
        int colon = asked.indexOf(":");
        try {
            return colon < 0
                    ? AccountId.parse(asked)
                    : AccountId.typed(ParticipantId.parse(asked.substring(0, colon)), asked.substring(colon + 1));
        } catch (InvalidIdentifier e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
