package com.scrydon.scim.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.migrations.OtherMigrationsException;
import com.scrydon.scim.testkit.JwtKeys;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A service does not start on a database that other migrations made, and says so in one line. */
class OtherMigrationsTests {

    @Test
    void aServiceSaysInOneLineThatTheDatabaseIsNotOfItsVersion() {
        var key = JwtKeys.make().publicFile();
        var database = TestPostgres.database();
        JdbcClient.create(database.owner())
                .sql("update flyway_schema_history set checksum = checksum + 1 where installed_rank = 1").update();

        var said = saidBy(() -> assertThatThrownBy(() -> SpringApplication.run(AuditSinkApplication.class,
                "--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=" + database.url(),
                "--spring.datasource.password=audit_sink", "--scim.kafka.bootstrap-servers=127.0.0.1:1",
                "--scim.api.public-key-location=file:" + key, "--scim.facts.keys-file=" + TestKeys.file()).close())
                .hasRootCauseInstanceOf(OtherMigrationsException.class));

        assertThat(said.lines().filter(line -> line.contains(" ERROR "))).singleElement().asString()
                .contains("made by the migrations of another version").contains("./scim up --fresh");
        assertThat(said).doesNotContain("\tat ");
    }

    private static String saidBy(Runnable work) {
        var output = System.out;
        var said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setOut(output);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
