/** The operations API: status for people who run the service. */
@NullMarked
package com.scrydon.scim.worker.operations;

import org.jspecify.annotations.NullMarked;
