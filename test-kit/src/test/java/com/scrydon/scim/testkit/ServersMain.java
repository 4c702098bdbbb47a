package com.scrydon.scim.testkit;

import java.io.IOException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Starts both servers as any test does, names their processes, and ends when it is told to, or is killed before. */
final class ServersMain {

    private ServersMain() {}

    public static void main(String[] arguments) throws IOException {
        var owner = JdbcClient.create(TestPostgres.database().owner());
        var _ = TestKafka.bootstrapServers();
        var postmaster = owner.sql("select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)").query(String.class)
                .single();
        System.out.println("pid " + postmaster);
        ProcessHandle.current().children().forEach(child -> System.out.println("pid " + child.pid()));
        System.out.println("data " + owner.sql("show data_directory").query(String.class).single());
        System.out.println("ready");
        var _ = System.in.read();
    }
}
