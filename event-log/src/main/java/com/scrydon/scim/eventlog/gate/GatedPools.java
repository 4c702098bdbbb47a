package com.scrydon.scim.eventlog.gate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.util.DriverDataSource;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has the gate asked by every pool that opens its connections itself, as its settings are bound and before it begins. */
final class GatedPools implements BeanPostProcessor {

    private final ObjectProvider<WriteGate> gate;

    GatedPools(ObjectProvider<WriteGate> gate) {
        this.gate = gate;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariConfig settings && settings.getJdbcUrl() != null
                && settings.getDataSource() == null) {
            var properties = new Properties();
            properties.putAll(settings.getDataSourceProperties());
            settings.setDataSource(new GatedDataSource(new DriverDataSource(settings.getJdbcUrl(),
                    settings.getDriverClassName(), properties, settings.getUsername(), settings.getPassword()),
                    gate.getObject()));
        }
        return bean;
    }
}
