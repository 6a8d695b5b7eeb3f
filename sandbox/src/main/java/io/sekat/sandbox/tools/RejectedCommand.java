package io.sekat.sandbox.tools;

import picocli.CommandLine.Command;

/** {@code sekat rejected}: what was refused, and why. */
@Command(
        name = "rejected",
        mixinStandardHelpOptions = true,
        description = "List what was refused, with the reason; send it again once its cause is mended.",
        subcommands = {RejectedListCommand.class, RejectedReplayCommand.class})
public final class RejectedCommand {}
