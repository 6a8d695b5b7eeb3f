-- The police's case store. Each table holds the newest truth that was read, the *_revision and response tables also what
-- came before. Rows carry the bank or operator that they concern (participant_id), so that access can be given by row.
-- There are no foreign keys: the topics may be read in any order, and one writer fills all tables of a report at once.

CREATE EXTENSION IF NOT EXISTS unaccent;

-- Full text -----------------------------------------------------------------------------------------------------------

-- Narratives are in English, in Malay, or in both at once, so each word is kept as written and as each language's stem.
-- PostgreSQL knows no Malay; the stems of Indonesian fit, but for the initial that a prefix swallows (docs/decisions/0019).

CREATE TEXT SEARCH CONFIGURATION narrative_as_written (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION narrative_as_written
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, simple;

CREATE TEXT SEARCH CONFIGURATION narrative_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION narrative_english
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, english_stem;

CREATE TEXT SEARCH CONFIGURATION narrative_malay (COPY = indonesian);
ALTER TEXT SEARCH CONFIGURATION narrative_malay
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, indonesian_stem;

-- What is found of a narrative: all forms of its words, without their places.
CREATE FUNCTION narrative_vector(narrative text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN strip(
        to_tsvector('narrative_as_written'::regconfig, narrative)
        || to_tsvector('narrative_english'::regconfig, narrative)
        || to_tsvector('narrative_malay'::regconfig, narrative));

-- The stems that a Malay word may have: the prefixes meN- and peN- swallow an initial k, p, s or t, which the Indonesian
-- stemmer does not always give back (menipu -> ipu, tipu -> tipu; meminta -> pinta, minta -> minta).
CREATE FUNCTION malay_stems(stem text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN CASE
        WHEN stem ~ '^[aeiou]' THEN ARRAY[stem, 'k' || stem, 't' || stem]
        WHEN stem ~ '^k[aeiou]' THEN ARRAY[stem, substr(stem, 2)]
        WHEN stem ~ '^t[aeiou]' THEN ARRAY[stem, substr(stem, 2)]
        WHEN stem ~ '^p[aeiou]' THEN ARRAY[stem, 'm' || substr(stem, 2)]
        WHEN stem ~ '^m[aeiou]' THEN ARRAY[stem, 'p' || substr(stem, 2)]
        ELSE ARRAY[stem]
    END;

-- What to look for: every word in some form; a word that ends in * by its beginning; common words are passed over.
-- Empty when no word is left.
CREATE FUNCTION narrative_query(typed text) RETURNS tsquery
    LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE
AS $$
DECLARE
    common CONSTANT text[] := ARRAY['yang', 'dan', 'di', 'ke', 'dari', 'untuk', 'pada', 'saya', 'itu', 'ini', 'dengan',
                                    'dia', 'oleh', 'kepada', 'adalah', 'telah', 'sudah', 'akan', 'juga', 'atau'];
    found tsquery := ''::tsquery;
    one tsquery;
    word text;
    stems text[];
BEGIN
    FOREACH word IN ARRAY regexp_split_to_array(lower(typed), '\s+') LOOP
        CONTINUE WHEN word = ANY (common) OR NOT word ~ '[[:alnum:]]';
        IF word ~ '^[[:alnum:]]+\*$' THEN
            one := to_tsquery('narrative_as_written', rtrim(word, '*') || ':*');
        ELSE
            one := plainto_tsquery('narrative_english', word);
            CONTINUE WHEN numnode(one) = 0;
            one := one || plainto_tsquery('narrative_as_written', word);
            stems := tsvector_to_array(to_tsvector('narrative_malay', word));
            IF cardinality(stems) = 1 AND stems[1] ~ '^[a-z]+$' THEN
                one := one || array_to_string(malay_stems(stems[1]), '|')::tsquery;
            ELSE
                one := one || plainto_tsquery('narrative_malay', word);
            END IF;
        END IF;
        found := CASE WHEN numnode(found) = 0 THEN one ELSE found && one END;
    END LOOP;
    RETURN found;
END
$$;

-- Reports -------------------------------------------------------------------------------------------------------------

-- The newest revision of each enriched report.
CREATE TABLE report (
    report_id        text PRIMARY KEY,
    revision         bigint      NOT NULL,
    channel          text        NOT NULL,
    scam_type        text        NOT NULL,
    reported_at      timestamptz NOT NULL,
    received_at      timestamptz NOT NULL,
    incident_at      timestamptz NOT NULL,
    withdrawn_at     timestamptz,
    narrative        text,
    narrative_search tsvector,
    case_id          text,
    event            jsonb       NOT NULL
);
CREATE INDEX report_newest ON report (reported_at DESC, report_id DESC);
CREATE INDEX report_of_case ON report (case_id, reported_at DESC, report_id DESC) WHERE case_id IS NOT NULL;
CREATE INDEX report_narrative ON report USING gin (narrative_search);

-- Whatever a report can be found by. An account is NAMED by it, REACHED by its money, or the VICTIM's.
CREATE TABLE report_identifier (
    report_id      text        NOT NULL,
    kind           text        NOT NULL CHECK (kind IN ('ACCOUNT', 'NUMBER', 'TOKEN', 'URL')),
    value          text        NOT NULL,
    role           text        NOT NULL CHECK (role IN ('NAMED', 'REACHED', 'VICTIM')),
    participant_id text,
    reported_at    timestamptz NOT NULL,
    PRIMARY KEY (report_id, kind, value)
);
CREATE INDEX report_identifier_value ON report_identifier (kind, value, reported_at DESC, report_id DESC);

-- The payments of each report, with the sums of the trail where the payment is verified.
CREATE TABLE payment (
    report_id         text    NOT NULL,
    payment_index     integer NOT NULL,
    participant_id    text,
    account           text,
    amount_minor      bigint  NOT NULL,
    currency          text    NOT NULL,
    paid_at           timestamptz,
    state             text    NOT NULL,
    victim_account    text,
    root_transfer_ref text,
    claimed_minor     bigint  NOT NULL,
    held_minor        bigint  NOT NULL,
    confirmed_minor   bigint  NOT NULL,
    released_minor    bigint  NOT NULL,
    cashed_out_minor  bigint  NOT NULL,
    returned_minor    bigint  NOT NULL,
    moving_minor      bigint  NOT NULL,
    account_count     integer NOT NULL,
    stopped           boolean NOT NULL,
    PRIMARY KEY (report_id, payment_index)
);
CREATE INDEX payment_root ON payment (root_transfer_ref) WHERE root_transfer_ref IS NOT NULL;
CREATE INDEX payment_victim ON payment (victim_account, root_transfer_ref) WHERE root_transfer_ref IS NOT NULL;

-- The accounts of each trail.
CREATE TABLE trail_account (
    report_id        text        NOT NULL,
    payment_index    integer     NOT NULL,
    participant_id   text        NOT NULL,
    account          text        NOT NULL,
    hop              integer     NOT NULL,
    from_account     text        NOT NULL,
    transfer_ref     text        NOT NULL,
    reached_at       timestamptz NOT NULL,
    received_minor   bigint      NOT NULL,
    held_minor       bigint      NOT NULL,
    confirmed_minor  bigint      NOT NULL,
    released_minor   bigint      NOT NULL,
    cashed_out_minor bigint      NOT NULL,
    returned_minor   bigint      NOT NULL,
    passed_on_minor  bigint      NOT NULL,
    PRIMARY KEY (report_id, payment_index, participant_id, account)
);

-- The sums of each trail at each bank, over all of its accounts.
CREATE TABLE trail_bank (
    report_id        text    NOT NULL,
    payment_index    integer NOT NULL,
    participant_id   text    NOT NULL,
    account_count    integer NOT NULL,
    held_minor       bigint  NOT NULL,
    confirmed_minor  bigint  NOT NULL,
    released_minor   bigint  NOT NULL,
    cashed_out_minor bigint  NOT NULL,
    returned_minor   bigint  NOT NULL,
    PRIMARY KEY (report_id, payment_index, participant_id)
);

-- Cases ---------------------------------------------------------------------------------------------------------------

-- Each case as the report that names it (the smallest report id) tells it, in the revision of that report.
CREATE TABLE scam_case (
    case_id           text PRIMARY KEY,
    revision          bigint      NOT NULL,
    report_count      integer     NOT NULL,
    victim_count      integer     NOT NULL,
    first_incident_at timestamptz NOT NULL,
    last_incident_at  timestamptz NOT NULL,
    scam_types        text[]      NOT NULL,
    participants      text[]      NOT NULL,
    summary           jsonb       NOT NULL
);
CREATE INDEX scam_case_newest ON scam_case (last_incident_at DESC, case_id DESC);

-- The sums of each case, one row a currency.
CREATE TABLE case_sum (
    case_id          text   NOT NULL,
    currency         text   NOT NULL,
    lost_minor       bigint NOT NULL,
    claimed_minor    bigint NOT NULL,
    held_minor       bigint NOT NULL,
    confirmed_minor  bigint NOT NULL,
    cashed_out_minor bigint NOT NULL,
    returned_minor   bigint NOT NULL,
    PRIMARY KEY (case_id, currency)
);
CREATE INDEX case_sum_largest ON case_sum (currency, lost_minor DESC, case_id DESC);

-- Alerts and answers --------------------------------------------------------------------------------------------------

-- The newest revision of what each bank or operator is asked. alert_key is the subject, for RETURN the request.
CREATE TABLE alert (
    kind           text        NOT NULL CHECK (kind IN ('FREEZE', 'BLOCK', 'RETURN')),
    participant_id text        NOT NULL,
    alert_key      text        NOT NULL,
    revision       bigint      NOT NULL,
    alert_id       text        NOT NULL,
    subject        text        NOT NULL,
    action         text        NOT NULL,
    issued_at      timestamptz NOT NULL,
    respond_by     timestamptz NOT NULL,
    hold_until     timestamptz,
    event          jsonb       NOT NULL,
    PRIMARY KEY (kind, participant_id, alert_key)
);
CREATE INDEX alert_subject ON alert (subject);

-- Every revision of them.
CREATE TABLE alert_revision (
    kind           text        NOT NULL,
    participant_id text        NOT NULL,
    alert_key      text        NOT NULL,
    revision       bigint      NOT NULL,
    alert_id       text        NOT NULL,
    subject        text        NOT NULL,
    action         text        NOT NULL,
    issued_at      timestamptz NOT NULL,
    event          jsonb       NOT NULL,
    PRIMARY KEY (kind, participant_id, alert_key, revision)
);
CREATE INDEX alert_revision_subject ON alert_revision (subject, revision);

-- Every answer as it came. It is the sender's word: only one from the alert's own participant counts.
CREATE TABLE response (
    response_key   text PRIMARY KEY,
    kind           text        NOT NULL CHECK (kind IN ('FREEZE', 'BLOCK')),
    alert_id       text        NOT NULL,
    revision       bigint      NOT NULL,
    participant_id text        NOT NULL,
    subject        text        NOT NULL,
    outcome        text        NOT NULL,
    reason         text,
    transfer_ref   text,
    responded_at   timestamptz NOT NULL,
    recorded_at    timestamptz NOT NULL,
    event          jsonb       NOT NULL
);
CREATE INDEX response_alert ON response (alert_id, participant_id, revision DESC, responded_at DESC, response_key DESC);
CREATE INDEX response_subject ON response (subject);

-- Deadlines that passed; level 2: as much time again. A late answer to an older revision begins a deadline of its own for the
-- newest, which may have been escalated already: so the deadline, not the revision, tells two apart.
CREATE TABLE escalation (
    alert_id       text        NOT NULL,
    revision       bigint      NOT NULL,
    level          integer     NOT NULL,
    kind           text        NOT NULL,
    participant_id text        NOT NULL,
    subject        text        NOT NULL,
    respond_by     timestamptz NOT NULL,
    escalated_at   timestamptz NOT NULL,
    PRIMARY KEY (alert_id, participant_id, respond_by, level)
);
CREATE INDEX escalation_newest ON escalation (escalated_at DESC, alert_id DESC);
CREATE INDEX escalation_subject ON escalation (subject);

-- The newest revision of each decision that a person must take.
CREATE TABLE review_item (
    subject        text PRIMARY KEY,
    revision       bigint      NOT NULL,
    state          text        NOT NULL,
    reason         text        NOT NULL,
    participant_id text        NOT NULL,
    message        text        NOT NULL,
    raised_at      timestamptz NOT NULL,
    event          jsonb       NOT NULL
);
CREATE INDEX review_item_open ON review_item (raised_at DESC, subject DESC) WHERE state = 'OPEN';

CREATE TABLE participant (
    participant_id text PRIMARY KEY,
    kind           text        NOT NULL,
    name           text        NOT NULL,
    recorded_at    timestamptz NOT NULL,
    event          jsonb       NOT NULL
);

-- Reading -------------------------------------------------------------------------------------------------------------

-- How far each partition is read. It changes in the transaction that writes what was read.
CREATE TABLE read_position (
    topic         text    NOT NULL,
    partition     integer NOT NULL,
    next_offset   bigint  NOT NULL,
    PRIMARY KEY (topic, partition)
);

-- Records that could not be read or stored, whole, with the reason.
CREATE TABLE unreadable_record (
    topic         text        NOT NULL,
    partition     integer     NOT NULL,
    record_offset bigint      NOT NULL,
    recorded_at   timestamptz NOT NULL,
    reason        text        NOT NULL,
    message       text        NOT NULL,
    record_key    bytea,
    record_value  bytea,
    PRIMARY KEY (topic, partition, record_offset)
);
