package io.sekat.streams.core;

import io.sekat.events.AccountMessage;
import io.sekat.events.BlockRequest;
import io.sekat.events.CaseMember;
import io.sekat.events.CaseMessage;
import io.sekat.events.EnrichedReport;
import io.sekat.events.Escalation;
import io.sekat.events.FreezeAlert;
import io.sekat.events.NumberMessage;
import io.sekat.events.ReturnRequest;
import io.sekat.events.ReviewItem;
import org.apache.avro.specific.SpecificRecord;

/** What a decision tells somebody: an event and the record key that it goes by. */
public sealed interface Effect {
    /** The record key. */
    String key();

    /** The event. */
    SpecificRecord event();

    /**
     * Tells an account something.
     *
     * @param key {@code BIC:account}
     */
    record TellAccount(String key, AccountMessage event) implements Effect {}

    /**
     * Tells a telephone number something.
     *
     * @param key E.164
     */
    record TellNumber(String key, NumberMessage event) implements Effect {}

    /**
     * Tells a report's file something.
     *
     * @param key report id
     */
    record TellCase(String key, CaseMessage event) implements Effect {}

    /** Says what a report adds to its case. */
    record JoinCase(CaseMember event) implements Effect {
        @Override
        public String key() {
            return event.getReportId();
        }
    }

    /** Asks a bank for something. */
    record AskBank(FreezeAlert event) implements Effect {
        @Override
        public String key() {
            return event.getBank() + ":" + event.getAccount();
        }
    }

    /** Asks an operator for something. */
    record AskOperator(BlockRequest event) implements Effect {
        @Override
        public String key() {
            return event.getPhoneNumber();
        }
    }

    /** Asks a bank to give money back. */
    record AskReturn(ReturnRequest event) implements Effect {
        @Override
        public String key() {
            return event.getBank() + ":" + event.getAccount();
        }
    }

    /** Asks people for a decision. */
    record AskPeople(ReviewItem event) implements Effect {
        @Override
        public String key() {
            return event.getSubject();
        }
    }

    /** Tells regulator and police that a participant let a deadline pass. */
    record Escalate(Escalation event) implements Effect {
        @Override
        public String key() {
            return event.getAlertId();
        }
    }

    /** Tells the police the present truth about a report. */
    record TellPolice(EnrichedReport event) implements Effect {
        @Override
        public String key() {
            return event.getReportId();
        }
    }
}
