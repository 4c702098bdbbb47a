/** Who may do what in Kafka. */
@NullMarked
package com.scrydon.scim.ctl.rights;

import org.jspecify.annotations.NullMarked;
