package io.sekat.sandbox.desk;

import picocli.CommandLine.Command;

/** {@code sekat review}: decisions that people must take. */
@Command(
        name = "review",
        mixinStandardHelpOptions = true,
        description = "List what people must decide, and decide it.",
        subcommands = {ReviewListCommand.class, ReviewDecideCommand.class})
public final class ReviewCommand {}
