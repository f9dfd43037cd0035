package dev.rolecall.policy;

/** What speaks of people by their groups and attributes. Compared by identity: ids are unique. */
sealed interface Statement permits Rule, Cap, Deny {

  Place place();

  Selection selection();
}
