package io.sekat.streams;

import io.sekat.config.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers up to when answers have been read, on a thread of its own, and only while it is asked. A time is noted with
 * the end that the partition had then; once the application has committed that end, all that was stored before is read.
 */
final class StoredAnswers implements AnswersRead, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAnswers.class);
    /** A clock that moved by more than this against the time that passed was set. */
    private static final Duration STEADY = Duration.ofSeconds(1);

    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);

    private final AnswerOffsets offsets;
    private final Clock clock;
    private final LongSupplier nanos;
    private final ExecutorService asking;
    private final Map<TopicPartition, Progress> all = new ConcurrentHashMap<>();

    StoredAnswers(AnswerOffsets offsets, Clock clock, LongSupplier nanos, ExecutorService asking) {
        this.offsets = offsets;
        this.clock = clock;
        this.nanos = nanos;
        this.asking = asking;
    }

    static StoredAnswers open(Settings settings) {
        ThreadPoolExecutor asking = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "sekat-streams-answers");
                    thread.setDaemon(true);
                    return thread;
                },
                // A stream thread that outlives this one has nobody to tell.
                new ThreadPoolExecutor.DiscardPolicy());
        return new StoredAnswers(CommittedAnswers.open(settings), Clock.systemUTC(), System::nanoTime, asking);
    }

    @Override
    public Instant upTo(TopicPartition answers, Instant now) {
        Progress progress = all.get(answers);
        Instant known = progress == null ? Instant.EPOCH : progress.upTo();
        return known.isAfter(now) ? now : known;
    }

    @Override
    public void find(TopicPartition answers) {
        all.computeIfAbsent(answers, Progress::new).find();
    }

    /** A time with what the clock that nobody sets said then. */
    private record Reading(Instant at, long nanos) {}

    /** A time and the end that the partition had then. */
    private record Goal(Reading reading, long end) {}

    private final class Progress {
        private final TopicPartition answers;
        private final AtomicBoolean underWay = new AtomicBoolean();
        private volatile @Nullable Reading read;
        private @Nullable Goal goal;
        private boolean isFailing;

        Progress(TopicPartition answers) {
            this.answers = answers;
        }

        /** Answers that are stored within the millisecond of the reading may have come after it. */
        Instant upTo() {
            Reading known = read;
            return known == null || !isSteady(known)
                    ? Instant.EPOCH
                    : known.at().minusMillis(1);
        }

        /** Whether the clock has gone on since as time has: by another clock the reading says nothing. */
        private boolean isSteady(Reading since) {
            Reading now = now();
            Duration passed = Duration.ofNanos(now.nanos() - since.nanos());
            return Duration.between(since.at(), now.at()).minus(passed).abs().compareTo(STEADY) <= 0;
        }

        void find() {
            if (underWay.compareAndSet(false, true)) {
                asking.execute(this::ask);
            }
        }

        private void ask() {
            try {
                // A new goal each time would run away from an application that is behind all the time.
                Goal at = goal == null ? new Goal(now(), offsets.end(answers)) : goal;
                goal = at;
                if (offsets.isRead(answers, at.end())) {
                    read = at.reading();
                    goal = null;
                }
                isFailing = false;
            } catch (RuntimeException e) {
                if (!isFailing && !asking.isShutdown()) {
                    LOG.warn("cannot see how far {} is read; deadlines wait until the brokers answer", answers, e);
                }
                isFailing = true;
            } finally {
                underWay.set(false);
            }
        }

        private Reading now() {
            return new Reading(clock.instant(), nanos.getAsLong());
        }
    }

    @Override
    public void close() {
        asking.shutdown();
        try {
            if (!asking.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("the brokers do not answer; left open what asks them how far answers are read");
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        offsets.close();
    }
}
