package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All measurements, one after the other, on a stack that does nothing else. */
public final class Benchmarks {

    /** Names of all measurements, in their order. */
    public static final List<String> NAMES = List.of("users", "lookups", "member", "change", "fan-out", "victim");

    private final StackLayout layout;
    private final StackFile stack;
    private final PrintStream out;
    private final Set<String> wanted;

    /** @param wanted names of the measurements to make, of {@link #NAMES}; all of them if none is named */
    public Benchmarks(StackLayout layout, StackFile stack, PrintStream out, Set<String> wanted) {
        this.layout = layout;
        this.stack = stack;
        this.out = out;
        this.wanted = wanted.isEmpty() ? Set.copyOf(NAMES) : Set.copyOf(wanted);
    }

    /** One measurement. */
    @FunctionalInterface
    private interface Measurement {
        List<Figure> measure() throws Exception;
    }

    /** Prints a table in Markdown; false if a target was missed. */
    public boolean run() throws Exception {
        try (var connection = Bench.database(layout).getConnection()) {
            var sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return run(new Bench(layout, stack, sql));
        }
    }

    private boolean run(Bench bench) throws Exception {
        var crowd = new Crowd(bench);
        var figures = new ArrayList<Figure>();
        figures.addAll(said("users", new UserCreation(bench)::measure));
        figures.addAll(said("lookups", new Lookups(bench, crowd)::measure));
        figures.addAll(said("member", new OneMember(bench, crowd)::measure));
        figures.addAll(said("change", new SingleChange(bench, crowd)::measure));
        figures.addAll(said("fan-out", new FanOut(bench, crowd)::measure));
        figures.addAll(said("victim", new Neighbours(bench, out)::measure));
        print(figures);
        return figures.stream().noneMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
    }

    private List<Figure> said(String name, Measurement measurement) throws Exception {
        if (!wanted.contains(name)) {
            return List.of();
        }
        out.println("  measuring: " + name);
        return measurement.measure();
    }

    private void print(List<Figure> figures) {
        out.println();
        out.println("| what | measured | ceiling, same run | ratio | target | met |");
        out.println("|---|---|---|---|---|---|");
        for (var figure : figures) {
            out.println("| " + String.join(" | ", figure.what(), figure.value(), figure.ceiling(), figure.ratio(),
                    figure.target(), figure.verdict().text()) + " |");
        }
    }
}
