package io.sekat.streams;

/** Names of the stores, as they read in metrics and in the names of changelog topics. */
public final class StoreNames {
    /** Participants, on every instance. */
    public static final String PARTICIPANTS = "participants";
    /** Ids of the reports that were accepted. */
    public static final String ACCEPTED_REPORTS = "accepted-reports";
    /** Why reports were rejected, by report id. */
    public static final String REJECTED_REPORTS = "rejected-reports";
    /** Reports that wait for a bank to become known. */
    public static final String WAITING_REPORTS = "waiting-reports";
    /** Banks' directory entries by account. */
    public static final String ACCOUNT_DIRECTORY = "account-directory";
    /** What is known of accounts that reports or stolen money touched. */
    public static final String ACCOUNT_STATE = "account-state";
    /** Outgoing transfers by account, reference and time. */
    public static final String ACCOUNT_TRANSFERS = "account-transfers";
    /** What is looked up by key and order of accounts that claims or stolen money touched. */
    public static final String ACCOUNT_BOOKS = "account-books";
    /** Accounts of which something changed that nobody was told yet. */
    public static final String UNSETTLED_ACCOUNTS = "unsettled-accounts";
    /** What the public may learn of accounts, by hash. */
    public static final String REPORTED_ACCOUNTS = "reported-accounts";
    /** What the public may learn of numbers, by hash. */
    public static final String REPORTED_NUMBERS = "reported-numbers";
    /** Accounts about which people are asked because their bank does not take part. */
    public static final String UNASKED_ACCOUNTS = "unasked-accounts";
    /** Numbers about which people are asked because their operator does not take part. */
    public static final String UNASKED_NUMBERS = "unasked-numbers";
    /** When accounts are to be looked at again, in the order of time. */
    public static final String ACCOUNT_DEADLINES = "account-deadlines";
    /** When numbers are to be looked at again, in the order of time. */
    public static final String NUMBER_DEADLINES = "number-deadlines";
    /** Operators' directory entries by number. */
    public static final String NUMBER_DIRECTORY = "number-directory";
    /** What is known of numbers that reports named. */
    public static final String NUMBER_STATE = "number-state";
    /** The newest revision of each report's file. */
    public static final String CASE_FILES = "case-files";
    /** Files that changed since the police were told, with what each added to its case then. */
    public static final String UNTOLD_FILES = "untold-files";
    /** What each report adds to its case. */
    public static final String CASE_MEMBERS = "case-members";
    /** How many reports name each account and number. */
    public static final String CASE_NAMINGS = "case-namings";
    /** Which reports name each account and number. */
    public static final String CASE_LINKS = "case-links";
    /** What each report was told of its case. */
    public static final String TOLD_CASES = "told-cases";
    /** Reports whose case may be other than they were told. */
    public static final String UNSETTLED_CASES = "unsettled-cases";

    private StoreNames() {}
}
