/** For tests: real Postgres and Kafka, a clock in the test's hand, the rules of the architecture. */
@NullMarked
package com.scrydon.scim.testkit;

import org.jspecify.annotations.NullMarked;
