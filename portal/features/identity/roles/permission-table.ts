/** One thing that some roles may do, as the API tells it. */
export interface Permission {
  module: string;
  name: string;
  writes: boolean;
  roles: readonly string[];
}

/** How much of a part a role has: nothing, reading, some of the commands, all that anybody here has. */
export type Level = 'NONE' | 'READ' | 'SOME' | 'ALL';

export interface Part {
  module: string;
  permissions: readonly Permission[];
  /** By role. */
  levels: Readonly<Record<string, Level>>;
}

/** The permissions by parts of the product, in the order given, with what each role has of each part. */
export function partsOf(permissions: readonly Permission[], roles: readonly string[]): Part[] {
  const modules = [...new Set(permissions.map(({ module }) => module))];
  return modules.map((module) => {
    const own = permissions.filter((one) => one.module === module);
    const levels = Object.fromEntries(roles.map((role) => [role, levelOf(own, role)]));
    return { module, permissions: own, levels };
  });
}

function levelOf(permissions: readonly Permission[], role: string): Level {
  const has = permissions.filter(({ roles }) => roles.includes(role));
  const commands = has.filter(({ writes }) => writes).length;
  if (commands === 0) return has.length > 0 ? 'READ' : 'NONE';
  return commands === permissions.filter(({ writes }) => writes).length ? 'ALL' : 'SOME';
}

/** The type of a command's object by its name: "exclusiveDiscountSubmit" begins with ExclusiveDiscount. */
export const typeOf = (command: string, types: ReadonlySet<string>): string | undefined =>
  [...types]
    .filter((type) => command.startsWith(type.charAt(0).toLowerCase() + type.slice(1)))
    .sort((a, b) => b.length - a.length)[0];
