import { Arg, Authorized, createParameterDecorator, Extensions } from 'type-graphql';
import type { Role } from '../viewer.ts';
import type { ArgShape } from './declare.ts';

/** Roles that may use a root field. type-graphql asks the `authChecker`; the planned execution reads the extension. */
export const Access =
  (...roles: readonly Role[]): MethodDecorator =>
  (prototype, name, descriptor) => {
    Authorized<Role>(roles)(prototype, name, descriptor);
    Extensions({ roles })(prototype, name, descriptor);
  };

/** Arguments that follow from a declaration. They count after the parameters that the method itself names. */
export const Arguments =
  (args: readonly ArgShape[]): MethodDecorator =>
  (prototype, name, descriptor) => {
    const { length } = descriptor.value as (...parameters: never[]) => unknown;
    args.forEach(({ name: arg, type, description, nullable = false }, index) => {
      Arg(arg, type, { description, nullable })(prototype, name, length + index);
    });
  };

/**
 * All arguments as graphql-js read them. `@Arg` would make instances of the input classes, and a check for a
 * plain object refuses those.
 */
export const Given = () => createParameterDecorator(({ args }) => args);
