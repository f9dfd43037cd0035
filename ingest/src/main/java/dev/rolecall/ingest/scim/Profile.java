package dev.rolecall.ingest.scim;

/** Where two clients contradict each other, whose way is taken. */
public enum Profile {
  /** What Okta and Entra both understand. */
  AUTO,
  /** As Okta's documentation shows: a PATCH of a group is answered by the group. */
  OKTA,
  /** As Microsoft's collection of requests asks for: each PATCH is answered by nothing. */
  ENTRA,
  /** What leaves the RFCs is refused, and each PATCH is answered by the whole resource. */
  STRICT
}
