package com.scrydon.scim.servicekit.refusals;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Import;

/** For every service with a store of its own; the console has none. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(StoreFailure.class)
@ConditionalOnProperty(name = "scim.api.enabled", matchIfMissing = true)
@Import(StoreAway.class)
class StoreAwayConfiguration {}
