package dev.rolecall.policy;

/** A {@link BindingShape} made ready to compare holders and resources with. */
record BoundShape(BindingShape shape, Shape holders, Shape resources) {

  BoundShape(BindingShape shape) {
    this(shape, of("holder", shape.holders(), shape), of("resource", shape.resources(), shape));
  }

  private static Shape of(String name, String pattern, BindingShape shape) {
    return new Shape(new ScopeShape(name, pattern, RoleKind.LADDER, shape.roles(), shape.byHand()));
  }
}
