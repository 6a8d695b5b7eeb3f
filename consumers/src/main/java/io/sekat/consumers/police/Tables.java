package io.sekat.consumers.police;

/** The tables of the case store, as {@code V1__case_store.sql} makes them. */
final class Tables {
    static final Table REPORT = Table.of("report", "report_id")
            .with(
                    "revision",
                    "channel",
                    "scam_type",
                    "reported_at",
                    "received_at",
                    "incident_at",
                    "withdrawn_at",
                    "narrative",
                    "narrative_search=narrative_vector(?)",
                    "case_id",
                    "event::jsonb")
            .newestBy("revision", ">");
    static final Table REPORT_IDENTIFIER =
            Table.of("report_identifier", "report_id", "kind", "value").with("role", "participant_id", "reported_at");
    static final Table PAYMENT = Table.of("payment", "report_id", "payment_index")
            .with(
                    "participant_id",
                    "account",
                    "amount_minor",
                    "currency",
                    "paid_at",
                    "state",
                    "victim_account",
                    "root_transfer_ref",
                    "claimed_minor",
                    "held_minor",
                    "confirmed_minor",
                    "released_minor",
                    "cashed_out_minor",
                    "returned_minor",
                    "moving_minor",
                    "account_count",
                    "stopped");
    static final Table TRAIL_ACCOUNT = Table.of(
                    "trail_account", "report_id", "payment_index", "participant_id", "account")
            .with(
                    "hop",
                    "from_account",
                    "transfer_ref",
                    "reached_at",
                    "received_minor",
                    "held_minor",
                    "confirmed_minor",
                    "released_minor",
                    "cashed_out_minor",
                    "returned_minor",
                    "passed_on_minor");
    static final Table TRAIL_BANK = Table.of("trail_bank", "report_id", "payment_index", "participant_id")
            .with(
                    "account_count",
                    "held_minor",
                    "confirmed_minor",
                    "released_minor",
                    "cashed_out_minor",
                    "returned_minor");

    static final Table SCAM_CASE = Table.of("scam_case", "case_id")
            .with(
                    "revision",
                    "report_count",
                    "victim_count",
                    "first_incident_at",
                    "last_incident_at",
                    "scam_types",
                    "participants",
                    "summary::jsonb")
            .newestBy("revision", ">");
    static final Table CASE_SUM = Table.of("case_sum", "case_id", "currency")
            .with("lost_minor", "claimed_minor", "held_minor", "confirmed_minor", "cashed_out_minor", "returned_minor");

    static final Table ALERT = Table.of("alert", "kind", "participant_id", "alert_key")
            .with("revision", "alert_id", "subject", "action", "issued_at", "respond_by", "hold_until", "event::jsonb")
            .newestBy("revision", ">");
    static final Table ALERT_REVISION = Table.of("alert_revision", "kind", "participant_id", "alert_key", "revision")
            .with("alert_id", "subject", "action", "issued_at", "event::jsonb");
    static final Table RESPONSE = Table.of("response", "response_key")
            .with(
                    "kind",
                    "alert_id",
                    "revision",
                    "participant_id",
                    "subject",
                    "outcome",
                    "reason",
                    "transfer_ref",
                    "responded_at",
                    "recorded_at",
                    "event::jsonb")
            .newestBy("recorded_at", "<");
    /** By the deadline: one that is answered late may begin another for the same revision. */
    static final Table ESCALATION = Table.of("escalation", "alert_id", "participant_id", "respond_by", "level")
            .with("kind", "revision", "subject", "escalated_at")
            .newestBy("escalated_at", ">");

    static final Table REVIEW_ITEM = Table.of("review_item", "subject")
            .with("revision", "state", "reason", "participant_id", "message", "raised_at", "event::jsonb")
            .newestBy("revision", ">");
    /** Participants have no revision: the log's order is the truth, and two may be recorded in one millisecond. */
    static final Table PARTICIPANT = Table.of("participant", "participant_id")
            .with("kind", "name", "recorded_at", "event::jsonb")
            .newestBy("recorded_at", ">=");

    static final Table UNREADABLE_RECORD = Table.of("unreadable_record", "topic", "partition", "record_offset")
            .with("recorded_at", "reason", "message", "record_key", "record_value");

    private Tables() {}
}
