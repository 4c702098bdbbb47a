/** Texts from outside: what the store can hold, what may be repeated, which of them are ids. */
@NullMarked
package com.scrydon.scim.language.texts;

import org.jspecify.annotations.NullMarked;
