package com.scrydon.scim.servicekit.shares;

/** How urgently something is needed, which decides how much of it one owner may have. */
public enum Need {

    /** Lists, searches, exports, large answers and bodies: never more than a quarter, even where nobody waits. */
    SLOW,
    /** What is short by itself: all but the reserve, and no more than a quarter while others wait. */
    SHORT,
    /** What may take access away (R4): the reserve too. */
    REMOVAL
}
