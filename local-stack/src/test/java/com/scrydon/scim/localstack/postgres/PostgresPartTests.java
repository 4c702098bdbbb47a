package com.scrydon.scim.localstack.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ctl.deploy.Deployment;
import com.scrydon.scim.ctl.deploy.DeploymentSettings;
import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.FreePorts;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.SupervisedPart;
import com.scrydon.scim.schemas.PartitionScale;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PostgresPartTests {

    @TempDir
    private Path temporary = Path.of("");

    @Test
    void aRealServerStartsDurablyIsMigratedAndKeepsItsData() throws Exception {
        try (var data = DataDirectory.occupy(temporary.resolve("data"))) {
            var layout = new StackLayout(temporary, data, new Ports(FreePorts.base()), Secrets.in(data));
            var children = new Children(data.path());
            var part = new PostgresPart(layout, children);
            var first = supervised(part, layout, children);
            first.start();
            part.provideDatabase(StackLayout.DATABASE, PostgresPart.OWNER, part.ownerPassword());
            assertThat(deployment(layout, part).migrate()).isPositive();
            assertThat(deployment(layout, part).migrate()).isZero();
            assertThat(show(layout, "show fsync")).isEqualTo("on");
            assertThat(show(layout, "show synchronous_commit")).isEqualTo("on");
            assertThat(show(layout, "show listen_addresses")).isEqualTo("127.0.0.1");
            first.stop();

            var second = supervised(part, layout, children);
            second.start();
            assertThat(show(layout, "select count(*) > 0 from directory.organisation where false")).isEqualTo("f");
            second.stop();
            assertThat(children.strays()).isEmpty();
        }
    }

    private static SupervisedPart supervised(PostgresPart part, StackLayout layout, Children children) {
        return new SupervisedPart(part, children, layout.data().log("postgres"), _ -> {}, () -> {});
    }

    private static Deployment deployment(StackLayout layout, PostgresPart part) {
        return new Deployment(new DeploymentSettings(layout.jdbcUrl(), PostgresPart.OWNER, part.ownerPassword(),
                Map.of("scim_reader", layout.secrets().password("scim_reader")), Map.of(), Map.of(),
                (short) 1, PartitionScale.LOCAL));
    }

    /** As the role that reads everything: its password was set by the deploy step. */
    private static String show(StackLayout layout, String query) throws Exception {
        try (var connection = DriverManager.getConnection(layout.jdbcUrl(), "scim_reader",
                layout.secrets().password("scim_reader"));
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            assertThat(result.next()).isTrue();
            return result.getString(1);
        }
    }

}
