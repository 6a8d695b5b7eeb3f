package io.sekat.streams.core.intake;

import io.sekat.events.RejectReason;
import io.sekat.streams.core.Effect;
import java.util.List;

/** What becomes of something that came in. */
public sealed interface Intake {
    /**
     * It is good.
     *
     * @param effects what to tell whom, in order
     */
    record Accepted(List<Effect> effects) implements Intake {
        public Accepted {
            effects = List.copyOf(effects);
        }
    }

    /**
     * It goes whole to {@code rejected-records}.
     *
     * @param reason the reason's code
     * @param message what was wrong and what was expected
     */
    record Rejected(RejectReason reason, String message) implements Intake {}
}
