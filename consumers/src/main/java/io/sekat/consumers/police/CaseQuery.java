package io.sekat.consumers.police;

/** Every question that is asked of the case store. Lists are read page by page, each from the last row of the one before. */
enum CaseQuery {
    /** kind, value, time and report of the last row, how many. */
    REPORTS_BY_IDENTIFIER("""
            SELECT i.reported_at AS place, i.report_id, i.role, i.kind, i.reported_at, r.scam_type, r.channel, r.case_id,
                r.withdrawn_at, r.narrative
            FROM report_identifier i JOIN report r USING (report_id)
            WHERE i.kind = ? AND i.value = ? AND (i.reported_at, i.report_id) < (?, ?)
            ORDER BY i.reported_at DESC, i.report_id DESC LIMIT ?"""),
    /** case, time and report of the last row, how many. */
    REPORTS_OF_CASE("""
            SELECT reported_at AS place, report_id, NULL AS role, reported_at, scam_type, channel, case_id, withdrawn_at,
                narrative
            FROM report
            WHERE case_id = ? AND (reported_at, report_id) < (?, ?)
            ORDER BY reported_at DESC, report_id DESC LIMIT ?"""),
    /** what people typed. */
    WORDS("SELECT narrative_query(?)::text"),
    /** Until the end of the transaction, rows are found by bitmaps only: what else would be read in vain has no bound. */
    BITMAPS_ONLY("""
            SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),
                set_config('enable_indexonlyscan', 'off', true)"""),
    /** The end of that. */
    ANY_SCAN("""
            SELECT set_config('enable_seqscan', 'on', true), set_config('enable_indexscan', 'on', true),
                set_config('enable_indexonlyscan', 'on', true)"""),
    /** what WORDS made of what was typed, how many to count at most. */
    MATCHES("SELECT count(*) FROM (SELECT FROM report WHERE narrative_search @@ ?::tsquery LIMIT ?) matches"),
    /** what WORDS made of that, time and report of the last row, how many. */
    REPORTS_BY_WORDS("""
            SELECT reported_at AS place, report_id, NULL AS role, reported_at, scam_type, channel, case_id, withdrawn_at,
                narrative
            FROM report
            WHERE narrative_search @@ ?::tsquery AND (reported_at, report_id) < (?, ?)
            ORDER BY reported_at DESC, report_id DESC LIMIT ?"""),
    /** time and case of the last row, how many. */
    NEWEST_CASES("""
            SELECT last_incident_at AS place, case_id, report_count, victim_count, first_incident_at, last_incident_at,
                scam_types, participants, summary
            FROM scam_case
            WHERE (last_incident_at, case_id) < (?, ?)
            ORDER BY last_incident_at DESC, case_id DESC LIMIT ?"""),
    /** currency, loss and case of the last row, how many. */
    LARGEST_CASES("""
            SELECT s.lost_minor AS place, c.case_id, c.report_count, c.victim_count, c.first_incident_at,
                c.last_incident_at, c.scam_types, c.participants, c.summary
            FROM case_sum s JOIN scam_case c USING (case_id)
            WHERE s.currency = ? AND (s.lost_minor, s.case_id) < (?, ?)
            ORDER BY s.lost_minor DESC, s.case_id DESC LIMIT ?"""),
    /** time and subject of the last row, how many. */
    OPEN_REVIEWS("""
            SELECT raised_at AS place, subject, reason, participant_id, message, raised_at, event
            FROM review_item
            WHERE state = 'OPEN' AND (raised_at, subject) < (?, ?)
            ORDER BY raised_at DESC, subject DESC LIMIT ?"""),
    /** time and alert of the last row, how many: the last escalation of each alert whose answer is still owed. */
    OVERDUE_ALERTS("""
            SELECT e.escalated_at AS place, e.alert_id, e.kind, e.participant_id, e.subject, e.level, e.respond_by,
                e.escalated_at, a.action
            FROM escalation e
            LEFT JOIN alert a ON a.subject = e.subject AND a.alert_id = e.alert_id AND a.participant_id = e.participant_id
            WHERE (e.escalated_at, e.alert_id) < (?, ?)
                AND NOT EXISTS (SELECT FROM escalation later
                    WHERE later.alert_id = e.alert_id AND later.participant_id = e.participant_id
                        AND (later.respond_by, later.level) > (e.respond_by, e.level))
                AND NOT EXISTS (SELECT FROM response r
                    WHERE r.alert_id = e.alert_id AND r.participant_id = e.participant_id AND r.revision >= e.revision
                        AND (""" + Answers.REFUSED + """
                        ) IS NOT TRUE)
                AND (a.kind = 'RETURN' AND a.action = 'WITHDRAW') IS NOT TRUE
            ORDER BY e.escalated_at DESC, e.alert_id DESC LIMIT ?"""),
    /** case or report. */
    CASE_OF("""
            SELECT case_id FROM scam_case WHERE case_id = ?
            UNION ALL SELECT case_id FROM report WHERE report_id = ? AND case_id IS NOT NULL
            LIMIT 1"""),
    /** case. */
    SUMMARY_OF_CASE("SELECT summary FROM scam_case WHERE case_id = ?"),
    /** reports. */
    REPORTS("SELECT event FROM report WHERE report_id = ANY (?) ORDER BY reported_at DESC, report_id DESC"),
    /** reports, how many: the accounts and numbers that they name or that their money reached. */
    SUBJECTS_OF_REPORTS("""
            SELECT DISTINCT value FROM report_identifier
            WHERE report_id = ANY (?) AND kind IN ('ACCOUNT', 'NUMBER') AND role IN ('NAMED', 'REACHED')
            ORDER BY value LIMIT ?"""),
    /** subjects: each alert with the newest answer of the one that was asked. */
    ALERTS_OF_SUBJECTS("""
            SELECT a.event AS alert, a.kind, a.participant_id, a.subject, a.action, a.revision, r.event AS response
            FROM alert a
            LEFT JOIN LATERAL (SELECT r.event FROM response r
                WHERE r.alert_id = a.alert_id AND r.participant_id = a.participant_id
                    AND (""" + Answers.REFUSED + """
                    ) IS NOT TRUE
                ORDER BY r.revision DESC, r.responded_at DESC, r.response_key DESC LIMIT 1) r ON true
            WHERE a.subject = ANY (?)
            ORDER BY a.subject, a.kind, a.participant_id, a.alert_key"""),
    /** subject: all that was ever asked about it, in the order of the revisions. */
    HISTORY_OF_SUBJECT("SELECT event FROM alert_revision WHERE subject = ? ORDER BY revision, kind, alert_key"),
    /** subjects. */
    ESCALATIONS_OF_SUBJECTS("""
            SELECT to_jsonb(e) AS event FROM escalation e WHERE subject = ANY (?)
            ORDER BY escalated_at, alert_id, participant_id, respond_by, level"""),
    /** subjects. */
    REVIEWS_OF_SUBJECTS("SELECT event FROM review_item WHERE subject = ANY (?) ORDER BY subject"),
    /** reports: the sums of their trails at each bank, one payment that several reports claim counted once. */
    BANKS_OF_REPORTS("""
            SELECT participant_id, currency, sum(account_count) AS accounts, sum(held_minor) AS held,
                sum(confirmed_minor) AS confirmed, sum(released_minor) AS released, sum(cashed_out_minor) AS cashed_out,
                sum(returned_minor) AS returned
            FROM (SELECT DISTINCT ON (p.victim_account, p.root_transfer_ref, b.participant_id) p.currency, b.*
                FROM payment p JOIN trail_bank b USING (report_id, payment_index)
                WHERE p.report_id = ANY (?)
                ORDER BY p.victim_account, p.root_transfer_ref, b.participant_id, b.report_id, b.payment_index) roots
            GROUP BY participant_id, currency ORDER BY participant_id, currency"""),
    /** victim's account: its verified payments, one that several reports claim once. */
    PAYMENTS_OF_VICTIM("""
            SELECT DISTINCT ON (root_transfer_ref) root_transfer_ref, report_id, payment_index, currency, claimed_minor,
                held_minor, confirmed_minor, released_minor, cashed_out_minor, returned_minor, moving_minor
            FROM payment
            WHERE victim_account = ? AND root_transfer_ref IS NOT NULL
            ORDER BY root_transfer_ref, report_id, payment_index"""),
    /** report, payment: where its money is or was returned from; the accounts that have none of it are left out. */
    ACCOUNTS_OF_PAYMENT("""
            SELECT participant_id, account, hop, held_minor, confirmed_minor, cashed_out_minor, returned_minor
            FROM trail_account
            WHERE report_id = ? AND payment_index = ?
                AND (held_minor > 0 OR cashed_out_minor > 0 OR returned_minor > 0)
            ORDER BY hop, participant_id, account""");

    private final String sql;

    CaseQuery(String sql) {
        this.sql = sql;
    }

    String sql() {
        return sql;
    }

    /** Which responses are no answers. */
    private static final class Answers {
        /**
         * The same as the Streams application refuses (AnswerRule and ReturnRule there, docs/decisions/0014), of response r to
         * alert a: who would only see that something came would take what nobody answered for answered. NULL where the alert was
         * not read yet.
         */
        static final String REFUSED = """
                r.responded_at > r.recorded_at + interval '5 minutes'
                OR r.revision > a.revision
                OR r.outcome = 'UNKNOWN'
                OR (r.outcome IN ('RELEASED', 'UNBLOCKED') AND a.action IN ('HOLD', 'FREEZE', 'BLOCK') AND r.revision = a.revision)
                OR (a.kind = 'FREEZE' AND r.outcome = 'RETURNED')
                OR (r.outcome = 'PARTLY_HELD' AND jsonb_array_length(r.event -> 'held') = 0)
                OR (a.kind = 'RETURN'
                    AND (r.outcome NOT IN ('RETURNED', 'NO_FUNDS', 'ALREADY_CLOSED', 'REFUSED')
                        OR (r.outcome = 'RETURNED' AND coalesce(r.transfer_ref, '') = '')))""";

        private Answers() {}
    }
}
