/** Jobs over many accounts that operators start: recomputing them, comparing them with the definition, repairing what differs. */
@NullMarked
package com.scrydon.scim.worker.jobs;

import org.jspecify.annotations.NullMarked;
