package com.scrydon.scim.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.FreePorts;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.SupervisedPart;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A data directory whose schemas other migrations made is refused with one line that says what to do, and stays as it is. */
@Tag("slow")
@Timeout(180)
class OlderDataTests {

    private static final String HISTORY = """
            create table public.flyway_schema_history (installed_rank integer primary key, version text, script text,
                checksum integer, success boolean)
            """;
    private static final String OF_BEFORE = """
            insert into public.flyway_schema_history values
                (1, '001', 'V001__create_roles_and_schemas.sql', 4711, true),
                (33, '044', 'V044__judge_again_what_came_by_a_key_that_was_not_known.sql', 4712, true)
            """;
    private static final String TELL = """
            select (select count(*) from public.flyway_schema_history) || ' migrations, '
                || (select count(*) from pg_namespace where nspname in ('directory', 'membership', 'audit', 'ops'))
                || ' schemas'
            """;

    @TempDir
    private Path temporary = Path.of("");
    private String told = "";

    /** Something to do in the stack's database. */
    @FunctionalInterface
    private interface Work {
        void over(Connection owner) throws SQLException;
    }

    @Test
    void upRefusesItInOneLineAndChangesNothing() throws Exception {
        int base = FreePorts.base();
        inDatabase(base, owner -> {
            owner.createStatement().execute(HISTORY);
            owner.createStatement().execute(OF_BEFORE);
        });

        var said = errorsOf("up", "--data-dir", data().toString(), "--port-base", Integer.toString(base));

        assertThat(said).singleElement().asString()
                .startsWith("scim: the database was made by the migrations of another")
                .contains("Nothing was changed").endsWith("./scim up --fresh deletes what is there and begins anew");
        inDatabase(base, owner -> {
            try (var row = owner.createStatement().executeQuery(TELL)) {
                told = row.next() ? row.getString(1) : "";
            }
        });
        assertThat(told).isEqualTo("2 migrations, 0 schemas");
        try (var files = Files.walk(data().resolve("kafka"))) {
            assertThat(files).as("topics").noneMatch(file -> file.getFileName().toString().startsWith("scim."));
        }
    }

    private Path data() {
        return temporary.resolve("data");
    }

    private void inDatabase(int base, Work work) throws Exception {
        try (var data = DataDirectory.occupy(data())) {
            var layout = new StackLayout(temporary, data, new Ports(base), Secrets.in(data));
            var children = new Children(data.path());
            var part = new PostgresPart(layout, children);
            var server = new SupervisedPart(part, children, data.log("postgres"), _ -> {}, () -> {});
            server.start();
            try {
                part.provideDatabase(StackLayout.DATABASE, PostgresPart.OWNER, part.ownerPassword());
                try (var owner = DriverManager.getConnection(layout.jdbcUrl(), PostgresPart.OWNER,
                        part.ownerPassword())) {
                    work.over(owner);
                }
            } finally {
                server.stop();
            }
        }
    }

    /** Lines on standard error of a command that fails. */
    private List<String> errorsOf(String... command) {
        var errors = System.err;
        var repository = System.getProperty("scim.repository");
        var said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setProperty("scim.repository", temporary.toString());
        try {
            assertThat(Launcher.commandLine().execute(command)).isEqualTo(1);
        } finally {
            System.setErr(errors);
            if (repository == null) {
                System.clearProperty("scim.repository");
            } else {
                System.setProperty("scim.repository", repository);
            }
        }
        return said.toString(StandardCharsets.UTF_8).lines().toList();
    }

}
