/** Child processes that are started, watched, restarted and stopped in order, all in the same way. */
@NullMarked
package com.scrydon.scim.localstack.supervision;

import org.jspecify.annotations.NullMarked;
