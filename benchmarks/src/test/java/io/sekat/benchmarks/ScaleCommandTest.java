package io.sekat.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.sekat.benchmarks.ScaleCommand.Axis;
import io.sekat.benchmarks.ScaleCommand.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@link BenchIT} has no time for: every thing that grows, while the rest stays. */
class ScaleCommandTest {
    private static final int PARTITIONS = 4;

    @Test
    void eachThingGrowsAndTheRestStays() {
        assertThat(shapes("--directory=100,1000", "--window=500", "--spread=1,16", "--instances=2,3"))
                .containsExactly(
                        new Shape(Axis.DIRECTORY, 100, 100, 0, PARTITIONS, 1),
                        new Shape(Axis.DIRECTORY, 1000, 1000, 0, PARTITIONS, 1),
                        new Shape(Axis.WINDOW, 500, 100, 500, PARTITIONS, 1),
                        new Shape(Axis.PARTITIONS, 1, 100, 0, 1, 1),
                        new Shape(Axis.PARTITIONS, 16, 100, 0, 16, 1),
                        new Shape(Axis.INSTANCES, 2, 100, 0, PARTITIONS, 2),
                        new Shape(Axis.INSTANCES, 3, 100, 0, PARTITIONS, 3));
    }

    @Test
    void whatIsNotAskedForDoesNotGrow() {
        assertThat(shapes("--axes=INSTANCES,TRAIL", "--directory=100", "--instances=2"))
                .containsExactly(new Shape(Axis.INSTANCES, 2, 100, 0, PARTITIONS, 2));
    }

    private static List<Shape> shapes(String... arguments) {
        ScaleCommand command = new ScaleCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.shapes(PARTITIONS);
    }
}
