package com.scrydon.scim.servicekit.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShortStatementsTests {

    /** Else a statement whose client is gone goes on for nobody (docs/decisions/016-plans.md). */
    @Test
    void whatTheOtherPoolSaysFirstIsSaidHereToo() {
        var others = new HikariConfig();
        others.setConnectionInitSql("set client_connection_check_interval = '2s'; set statement_timeout = '30s'");
        others.setMaximumPoolSize(30);
        var settings = new ShortStatements(4, Duration.ofSeconds(3)).beside(others);
        assertThat(settings.getConnectionInitSql()).isEqualTo(
                "set client_connection_check_interval = '2s'; set statement_timeout = '30s'; set statement_timeout = '3000ms'");
        assertThat(settings.getMaximumPoolSize()).isEqualTo(4);
    }

    @Test
    void theyAreBounded() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ShortStatements(3, Duration.ofSeconds(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ShortStatements(4, Duration.ofMillis(99)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ShortStatements(4, Duration.ofSeconds(11)));
    }
}
