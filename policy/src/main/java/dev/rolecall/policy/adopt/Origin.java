package dev.rolecall.policy.adopt;

/** How a role came into a tool. */
public enum Origin {
  /** Rolecall gave it. */
  GRANTED,
  /** It was there, and Rolecall has taken it over. */
  ADOPTED,
  /** Somebody else gave it. */
  UNEXPLAINED
}
