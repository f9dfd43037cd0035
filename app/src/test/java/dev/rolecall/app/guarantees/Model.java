package dev.rolecall.app.guarantees;

import java.util.Optional;

/**
 * How a resource behaves when one request comes after the other.
 *
 * @param <S> its state, with equality by value
 * @param <C> a request
 * @param <R> an answer
 */
interface Model<S, C, R> {

  S initial();

  /** The state after a request that was answered so; empty when it can't have been. */
  Optional<S> answered(S state, C call, R result);

  /** Whether a request that was answered so leaves every state as it is. */
  boolean onlyLooks(C call, R result);

  /** The state after a request if it takes effect now, whatever it was answered. */
  S unanswered(S state, C call);
}
