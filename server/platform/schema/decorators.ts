import { Arg, Authorized, createParameterDecorator, Extensions } from 'type-graphql';
import type { Role } from '../viewer.ts';
import type { ArgShape } from './declare.ts';

/** Restricts a root field to roles. type-graphql calls the `authChecker`; the planned execution reads the extension. */
export const Access =
  (...roles: readonly Role[]): MethodDecorator =>
  (prototype, name, descriptor) => {
    Authorized<Role>(roles)(prototype, name, descriptor);
    Extensions({ roles })(prototype, name, descriptor);
  };

/** Arguments that are generated from a declaration. They follow the parameters that the method itself declares. */
export const Arguments =
  (args: readonly ArgShape[]): MethodDecorator =>
  (prototype, name, descriptor) => {
    const { length } = descriptor.value as (...parameters: never[]) => unknown;
    args.forEach(({ name: arg, type, description, nullable = false }, index) => {
      Arg(arg, type, { description, nullable })(prototype, name, length + index);
    });
  };

/**
 * All arguments as graphql-js coerced them. `@Arg` would create instances of the input classes, which a check for
 * plain objects refuses.
 */
export const Given = () => createParameterDecorator(({ args }) => args);
