/** audit-sink: writes down what happened, each fact once and chained, and lets auditors search it. */
@NullMarked
package com.scrydon.scim.audit;

import org.jspecify.annotations.NullMarked;
