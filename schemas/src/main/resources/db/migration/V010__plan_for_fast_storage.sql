-- The directory lies in memory or on solid-state disks, where a page elsewhere costs hardly more than the next one. The
-- default, 4, is made for turning disks and lets the planner read a whole table where an index would do.
alter role scim_ingress set random_page_cost = 1.1;
