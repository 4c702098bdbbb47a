/** The deploy step: migrations, role passwords, topics and pinned schema ids, before any service starts. */
@NullMarked
package com.scrydon.scim.ctl.deploy;

import org.jspecify.annotations.NullMarked;
