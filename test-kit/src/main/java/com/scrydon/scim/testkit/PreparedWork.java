package com.scrydon.scim.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a statement that a session has prepared takes, by the very plan that the session keeps: rows that its nodes read,
 * kept and threw away, counted by Postgres. Unlike a time it is the same on a busy machine.
 *
 * @param rows that all nodes of the plan handled together
 * @param pages of 8 KiB that were touched
 * @param plan what Postgres said, for the reader of a failure
 */
public record PreparedWork(long rows, long pages, String plan) {

    private static final Pattern NODE = Pattern.compile("\\(actual rows=([0-9.]+) loops=(\\d+)\\)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by [A-Za-z ]+: (\\d+)");
    private static final Pattern PAGES = Pattern.compile("Buffers: shared ([a-z0-9= ]+)");
    private static final Pattern PAGE_COUNT = Pattern.compile("(?:hit|read)=(\\d+)");

    /** Names of the statements that the session's driver has prepared on the server, those that contain the text. */
    public static List<String> prepared(Connection session, String text) throws SQLException {
        // By itself, so that the driver does not prepare this one.
        try (var query = session.createStatement();
                var row = query.executeQuery("select name, statement from pg_prepared_statements order by name")) {
            List<String> names = new ArrayList<>();
            while (row.next()) {
                if (row.getString(2).contains(text)) {
                    names.add(row.getString(1));
                }
            }
            return names;
        }
    }

    /**
     * Executes the one prepared statement that contains the text, and undoes it.
     *
     * @param values as literals of SQL
     * @throws IllegalStateException if the driver has not prepared exactly one such statement
     */
    public static PreparedWork of(Connection session, String text, String... values) throws SQLException {
        var names = prepared(session, text);
        if (names.size() != 1) {
            throw new IllegalStateException("prepared as " + names + ": " + text);
        }
        var given = values.length == 0 ? "" : Stream.of(values).collect(Collectors.joining(", ", " (", ")"));
        boolean autoCommit = session.getAutoCommit();
        session.setAutoCommit(false);
        try (var query = session.createStatement();
                var row = query.executeQuery(
                        "explain (analyze, buffers, timing off, summary off) execute \"" + names.getFirst() + "\""
                                + given)) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return counted(lines);
        } finally {
            session.rollback();
            session.setAutoCommit(autoCommit);
        }
    }

    private static PreparedWork counted(List<String> lines) {
        long rows = 0;
        long loops = 1;
        for (var line : lines) {
            var node = NODE.matcher(line);
            if (node.find()) {
                loops = Long.parseLong(node.group(2));
                rows += Math.round(Double.parseDouble(node.group(1)) * loops);
            }
            var removed = REMOVED.matcher(line);
            if (removed.find()) {
                rows += Long.parseLong(removed.group(1)) * loops;
            }
        }
        return new PreparedWork(rows, pages(lines), String.join("\n", lines));
    }

    /** Those of the uppermost node, which are of all. */
    private static long pages(List<String> lines) {
        return lines.stream().map(PAGES::matcher).filter(Matcher::find).findFirst().stream()
                .flatMap(buffers -> PAGE_COUNT.matcher(buffers.group(1)).results())
                .mapToLong(count -> Long.parseLong(count.group(1))).sum();
    }
}
