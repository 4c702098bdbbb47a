package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** All measurements, one after the other, on a stack that does nothing else. */
public final class Benchmarks {

    private final StackLayout layout;
    private final StackFile stack;
    private final PrintStream out;

    public Benchmarks(StackLayout layout, StackFile stack, PrintStream out) {
        this.layout = layout;
        this.stack = stack;
        this.out = out;
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
        figures.addAll(said("creating users", new UserCreation(bench)::measure));
        figures.addAll(said("looking up users", new Lookups(bench, crowd)::measure));
        figures.addAll(said("changing one member", new OneMember(bench, crowd)::measure));
        figures.addAll(said("from answer to fact and effect", new SingleChange(bench, crowd)::measure));
        figures.addAll(said("fanning out to 100,000", new FanOut(bench, crowd)::measure));
        print(figures);
        return figures.stream().noneMatch(figure -> figure.verdict() == Figure.Verdict.MISSED);
    }

    private List<Figure> said(String what, Measurement measurement) throws Exception {
        out.println("  measuring: " + what);
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
