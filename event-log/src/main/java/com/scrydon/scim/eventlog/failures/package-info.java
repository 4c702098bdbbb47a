/** What a failure means: one classification of exceptions for every service, and the one table of SQLStates. */
@NullMarked
package com.scrydon.scim.eventlog.failures;

import org.jspecify.annotations.NullMarked;
