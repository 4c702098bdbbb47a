/** Where the database and Kafka are, as options of a command. */
@NullMarked
package com.scrydon.scim.ctl.servers;

import org.jspecify.annotations.NullMarked;
