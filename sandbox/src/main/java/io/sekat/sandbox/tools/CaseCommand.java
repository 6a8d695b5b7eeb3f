package io.sekat.sandbox.tools;

import picocli.CommandLine.Command;

/** {@code sekat case}: questions to the police's case store. */
@Command(
        name = "case",
        mixinStandardHelpOptions = true,
        description = "Look into the police's case store: find reports, list cases, show a case with everything.",
        subcommands = {
            CaseListCommand.class,
            CaseShowCommand.class,
            CaseSearchCommand.class,
            CaseAccountCommand.class,
            CasePhoneCommand.class,
            CaseNameCommand.class,
            CaseOverdueCommand.class,
            CaseRestitutionCommand.class
        })
public final class CaseCommand {}
