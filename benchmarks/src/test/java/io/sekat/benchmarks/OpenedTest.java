package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();
    private final Opened opened = new Opened();

    @Test
    void theNewestIsClosedFirstAndEachOnce() {
        opened.add(() -> closed.add("folder"));
        opened.add(() -> closed.add("servers"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("servers", "folder");
    }

    @Test
    void whatCannotBeClosedKeepsNothingElseOpen() {
        opened.add(() -> closed.add("folder"));
        opened.add(() -> {
            throw new IOException("second");
        });
        opened.add(() -> {
            throw new IOException("first");
        });

        assertThatThrownBy(opened::close)
                .hasMessageContaining("first")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(closed).containsExactly("folder");
    }

    @Test
    void whatWentWrongBeforeIsWhatIsTold() {
        opened.add(() -> {
            throw new IOException("later");
        });
        IllegalStateException thrown = new IllegalStateException("at first");

        opened.closeAfter(thrown);

        assertThat(thrown).hasMessage("at first");
        assertThat(thrown.getSuppressed()).hasSize(1);
    }
}
