/** Who may call the management, operations and audit APIs: signed tokens that name a person, and errors as problem+json. */
@NullMarked
package com.scrydon.scim.apiaccess;

import org.jspecify.annotations.NullMarked;
