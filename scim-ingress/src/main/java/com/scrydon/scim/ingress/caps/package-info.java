/** How many users, groups and members per group an organisation may have, exact under concurrency (R5). */
@NullMarked
package com.scrydon.scim.ingress.caps;

import org.jspecify.annotations.NullMarked;
