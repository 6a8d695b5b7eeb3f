package io.sekat.benchmarks.torture;

import io.sekat.events.Participant;
import io.sekat.events.ParticipantKind;
import java.time.Duration;
import java.util.List;

/** Who takes part: banks and operators that answer, and one of each that never does. */
final class Cast {
    /** Short, so that deadlines pass within a run. */
    static final Duration RESPOND_WITHIN = Duration.ofSeconds(5);

    /** Short, so that the holds that nobody extends run out within a run. */
    static final Duration HOLD_FOR = Duration.ofSeconds(25);

    static final List<String> ANSWERING_BANKS = List.of("ALFAMYKL", "BETAMYKL");
    static final String SILENT_BANK = "MUTEMYKL";
    static final List<String> BANKS = List.of("ALFAMYKL", "BETAMYKL", SILENT_BANK);
    static final String ANSWERING_OPERATOR = "HALLO";
    static final String SILENT_OPERATOR = "STUMM";
    static final List<String> OPERATORS = List.of(ANSWERING_OPERATOR, SILENT_OPERATOR);

    private Cast() {}

    /** Whether a participant never answers. */
    static boolean isSilent(String participant) {
        return participant.equals(SILENT_BANK) || participant.equals(SILENT_OPERATOR);
    }

    static List<Participant> participants() {
        return java.util.stream.Stream.concat(
                        BANKS.stream().map(bic -> participant(bic, ParticipantKind.BANK)),
                        OPERATORS.stream().map(id -> participant(id, ParticipantKind.OPERATOR)))
                .toList();
    }

    private static Participant participant(String id, ParticipantKind kind) {
        return Participant.newBuilder()
                .setParticipantId(id)
                .setKind(kind)
                .setName("The " + nickname(id))
                .setAliases(List.of(nickname(id)))
                .setRespondWithinSeconds(RESPOND_WITHIN.toSeconds())
                .build();
    }

    /** What people call it. */
    static String nickname(String id) {
        return "Bank " + id.charAt(0) + id.substring(1, 4).toLowerCase(java.util.Locale.ROOT);
    }
}
