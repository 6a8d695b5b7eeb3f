package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OnSignalTest {
    @Test
    void whoWorksIsInterruptedAndTheJvmWaitsUntilAllIsEnded() throws InterruptedException {
        Thread jvm;
        try (OnSignal signal = new OnSignal()) {
            assertThat(signal.isAsked()).isFalse();
            jvm = new Thread(signal::end);
            jvm.start();

            assertThatThrownBy(() -> new CountDownLatch(1).await()).isInstanceOf(InterruptedException.class);
            assertThat(signal.isAsked()).isTrue();
            assertThat(jvm.isAlive()).isTrue();
        }
        jvm.join(); // for ever, if it were not told
    }
}
