/** Facts from the log into the index: each once, in log order per partition, in one transaction with the chain. */
@NullMarked
package com.scrydon.scim.audit.intake;

import org.jspecify.annotations.NullMarked;
