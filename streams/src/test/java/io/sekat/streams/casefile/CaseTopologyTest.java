package io.sekat.streams.casefile;

import static io.sekat.streams.Samples.AMOUNT;
import static io.sekat.streams.Samples.NUMBER;
import static io.sekat.streams.Samples.OPERATOR;
import static io.sekat.streams.Samples.SUSPECT;
import static io.sekat.streams.Samples.SUSPECT_BANK;
import static io.sekat.streams.Samples.VICTIM_BANK;
import static io.sekat.streams.Samples.accountEntry;
import static io.sekat.streams.Samples.directive;
import static io.sekat.streams.Samples.phoneEntry;
import static io.sekat.streams.Samples.report;
import static io.sekat.streams.Samples.reportWithoutSuspect;
import static io.sekat.streams.Samples.transfer;
import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.config.SettingCatalogue;
import io.sekat.config.Settings;
import io.sekat.events.Amount;
import io.sekat.events.CaseSummary;
import io.sekat.events.DirectiveKind;
import io.sekat.events.EnrichedReport;
import io.sekat.events.RejectReason;
import io.sekat.events.ReportedAccount;
import io.sekat.events.ScamReport;
import io.sekat.streams.World;
import io.sekat.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports that share an account or number are one case, and their enriched reports say so (design section 4.7). */
class CaseTopologyTest {
    private static final int MOST_LINKS = 3;

    private final World world = World.withParticipants(
            Settings.defaults().with(Map.of(SettingCatalogue.MAX_CASE_LINKS.name(), Integer.toString(MOST_LINKS))));
    private final Map<String, EnrichedReport> files = new HashMap<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void reportsThatShareAnAccountOrNumberAreOneCaseWithItsSums() {
        world.comes(transfer());
        world.comes(phoneEntry());
        world.comes(reportWithoutSuspect("R3").setSuspectPhones(List.of("012-345 6789")));
        world.comes(reportWithoutSuspect("R2")
                .setSuspectPhones(List.of(NUMBER.e164()))
                .setSuspectAccounts(List.of(new ReportedAccount("Beta", SUSPECT.number()))));
        world.comes(report("R1").setScamType("PARCEL"));

        CaseSummary summary = settledCase("R3");

        assertThat(summary.getCaseId()).isEqualTo("R1");
        assertThat(summary.getReportIds()).containsExactly("R1", "R2", "R3");
        assertThat(summary.getVictimCount()).isEqualTo(3);
        assertThat(summary.getLost()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(summary.getClaimed()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(summary.getHeld()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(summary.getParticipants()).containsExactly(VICTIM_BANK, SUSPECT_BANK, OPERATOR);
        assertThat(summary.getScamTypes()).containsExactly("INVESTMENT", "PARCEL");
        assertThat(caseOf("R1")).isEqualTo(summary);
        assertThat(caseOf("R2")).isEqualTo(summary);
    }

    @Test
    void whatAFileIsToldWithinAMomentIsOneRevisionAndNoneIsLeftOut() {
        world.comes(transfer());
        world.comes(phoneEntry());
        world.comes(report("R1").setSuspectPhones(List.of(NUMBER.e164())));

        List<Long> revisions = world.said(Topics.ENRICHED_REPORTS).stream()
                .map(EnrichedReport::getRevision)
                .toList();

        // The report, its account, payment, number and case are more things than this.
        assertThat(revisions).hasSizeLessThan(5);
        assertThat(revisions)
                .isEqualTo(LongStream.rangeClosed(1, revisions.size()).boxed().toList());
    }

    @Test
    void twoReportsOfOnePaymentLoseItOnce() {
        world.comes(transfer());
        world.comes(report("R1"));
        world.comes(report("R2"));

        assertThat(settledCase("R2").getLost()).containsExactly(new Amount("MYR", AMOUNT));
        assertThat(caseOf("R2").getHeld()).containsExactly(new Amount("MYR", AMOUNT));
    }

    @Test
    void aWithdrawnReportLeavesAndBelongsToNoCase() {
        world.comes(report("R1"));
        world.comes(named("R2"));
        assertThat(settledCase("R2").getReportCount()).isEqualTo(2);

        world.comes(directive(DirectiveKind.WITHDRAW_REPORT, "R1"));

        assertThat(settledCase("R2").getReportIds()).containsExactly("R2");
        assertThat(caseOf("R2").getLost()).isEmpty();
        assertThat(files.get("R1").getWithdrawnAt()).isNotNull();
        assertThat(caseOf("R1")).isNull();
    }

    @Test
    void anAccountThatIsProtectedJoinsNothingFromThenOn() {
        world.comes(named("R1"));
        world.comes(named("R2"));
        assertThat(settledCase("R2").getReportCount()).isEqualTo(2);

        world.comes(accountEntry().setProtected$(true));

        assertThat(settledCase("R1").getReportCount()).isEqualTo(1);
        assertThat(caseOf("R2").getReportCount()).isEqualTo(1);
    }

    @Test
    void anAccountThatManyReportsNameJoinsNothing() {
        for (int i = 0; i <= MOST_LINKS; i++) {
            world.comes(named("R" + i));
        }

        assertThat(settledCase("R0").getReportCount()).isEqualTo(1);
    }

    @Test
    void twoVictimsWithOneAccountAreNoCaseForThat() {
        world.comes(report("R1"));
        world.comes(reportWithoutSuspect("R2").setSuspectPhones(List.of(NUMBER.e164())));

        assertThat(settledCase("R2").getReportIds()).containsExactly("R2");
    }

    @Test
    void nothingIsSaidAgainWhenNothingChanges() {
        world.comes(report("R1"));
        world.comes(named("R2"));
        settledCase("R2");

        world.comes(named("R2"));
        world.passes(Duration.ofSeconds(5));

        assertThat(world.said(Topics.ENRICHED_REPORTS)).isEmpty();
        assertThat(world.said(Topics.CASE_MEMBERS)).isEmpty();
    }

    @Test
    void aMemberUnderAnotherKeyIsRejected() {
        world.comes(report("R1"));
        world.comes(Topics.CASE_MEMBERS, "R2", world.lastSaid(Topics.CASE_MEMBERS));

        assertThat(world.onlyRejected().getReason()).isEqualTo(RejectReason.KEY_MISMATCH);
    }

    private static ScamReport.Builder named(String reportId) {
        return reportWithoutSuspect(reportId)
                .setSuspectAccounts(List.of(new ReportedAccount(SUSPECT_BANK, SUSPECT.number())));
    }

    /** The case of a report once all was told of theirs. */
    private CaseSummary settledCase(String reportId) {
        world.passes(Duration.ofSeconds(1));
        world.passes(Duration.ofSeconds(1));
        world.said(Topics.CASE_MEMBERS);
        return caseOf(reportId);
    }

    private CaseSummary caseOf(String reportId) {
        world.said(Topics.ENRICHED_REPORTS).forEach(file -> files.put(file.getReportId(), file));
        return files.get(reportId).getCaseSummary();
    }
}
