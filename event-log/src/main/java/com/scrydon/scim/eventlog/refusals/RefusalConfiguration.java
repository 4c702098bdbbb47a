package com.scrydon.scim.eventlog.refusals;

import com.scrydon.scim.eventlog.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.PlatformTransactionManager;

/** For each service that has an outbox. What it refuses, it notes in the ledger. */
@AutoConfiguration(afterName = "com.scrydon.scim.eventlog.relay.RelayConfiguration")
@ConditionalOnProperty("scim.relay.name")
class RefusalConfiguration {

    /** With all in use about 1 MB, and as many facts in ten seconds. */
    private static final int MOST_COUNTS = 500;

    @Bean
    RefusalLedger refusalLedger() {
        return new RefusalLedger(MOST_COUNTS);
    }

    @Bean
    RefusalWriter refusalWriter(RefusalLedger ledger, Outbox outbox, PlatformTransactionManager manager,
            ObjectProvider<MeterRegistry> meters) {
        return new RefusalWriter(ledger, outbox, manager, meters.getIfAvailable(SimpleMeterRegistry::new));
    }
}
