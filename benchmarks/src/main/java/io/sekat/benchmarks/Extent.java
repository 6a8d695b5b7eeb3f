package io.sekat.benchmarks;

import java.util.List;

/** How much of each measurement is made when all are. */
enum Extent {
    /** To see that each measurement works; its figures say nothing, and some rows are left out. */
    SMOKE,
    /** Figures to go by, of all that does not take very long. */
    SHORT,
    /** The defaults of each measurement. */
    FULL;

    /** The arguments of a measurement. */
    List<String> arguments(String measurement) {
        return switch (this) {
            case SMOKE -> smoke(measurement);
            case SHORT -> someFigures(measurement);
            case FULL -> List.of();
        };
    }

    private static List<String> smoke(String measurement) {
        return switch (measurement) {
            case "latency" ->
                List.of(
                        "--rates=10,20",
                        "--start-rate=10",
                        "--start-seconds=3",
                        "--seconds=3",
                        "--warm-up=1",
                        "--accounts=100");
            case "throughput" ->
                List.of(
                        "--accounts=1000",
                        "--rates=200",
                        "--reports=10",
                        "--backlog=1000",
                        "--seconds=3",
                        "--warm-up=1");
            case "peers" ->
                List.of(
                        "--with=dsl,flink",
                        "--checkpoints=100",
                        "--rates=20",
                        "--seconds=3",
                        "--warm-up=1",
                        "--accounts=100");
            case "scale" ->
                List.of(
                        "--axes=WINDOW,TRAIL,FAILOVER",
                        "--directory=100",
                        "--window=500",
                        "--trail=12",
                        "--failover-standbys=1",
                        "--failover-seconds=6",
                        "--reports=10",
                        "--seconds=3",
                        "--warm-up=1");
            case "wallet" -> List.of("--payments=60,500", "--wallets=1", "--seconds=2", "--warm-up=1");
            case "jmh" -> List.of("--forks=1", "--iterations=1", "--millis=50");
            default -> List.of();
        };
    }

    private static List<String> someFigures(String measurement) {
        return switch (measurement) {
            case "latency" -> List.of("--seconds=20", "--warm-up=40");
            case "throughput" ->
                List.of("--accounts=1000000", "--rates=5000,10000,20000", "--seconds=15", "--warm-up=15");
            case "peers" -> List.of("--rates=200", "--seconds=12");
            case "scale" ->
                List.of(
                        "--axes=DIRECTORY,TRAIL,FAILOVER",
                        "--directory=50000,500000",
                        "--trail=10,1000,5000",
                        "--failover-standbys=0,0,1,1",
                        "--seconds=10",
                        "--warm-up=10");
            case "wallet" -> List.of("--wallets=3", "--warm-up=15");
            case "jmh" -> List.of("--forks=1", "--iterations=3", "--millis=500");
            default -> List.of();
        };
    }
}
