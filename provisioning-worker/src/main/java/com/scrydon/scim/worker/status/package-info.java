/** How the worker says that it is: health, what waits, and the status of the operations API. */
@NullMarked
package com.scrydon.scim.worker.status;

import org.jspecify.annotations.NullMarked;
