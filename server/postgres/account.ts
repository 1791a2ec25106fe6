import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';

/** The user and group that PostgreSQL's processes run as; empty if they are those of this process. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * The account of a cluster's processes. PostgreSQL refuses to run as root, so root lends it an account that every
 * system has. An existing cluster keeps its owner, because a `postgres` account may be added later.
 */
export function accountFor(cluster: string): Account {
  const self = process.getuid?.();
  if (self === undefined) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (self !== 0) {
    if (owner && owner.uid !== self) {
      throw new Error(
        `The database in ${cluster} belongs to another user (uid ${owner.uid}). Start PartnerGraph as that user, or choose another folder with DATA_DIR.`,
      );
    }
    assertNamed(self);
    return {};
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return systemAccount(readFileSync('/etc/passwd', 'utf8'));
}

/** Finds the account in the text of a passwd file: `postgres`, else `nobody`. */
export function systemAccount(passwd: string): Account {
  const lines = passwd.split('\n').map((line) => line.split(':'));
  for (const name of ['postgres', 'nobody']) {
    const line = lines.find((fields) => fields[0] === name);
    if (line) return { uid: Number(line[2]), gid: Number(line[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account. Start PartnerGraph as an ordinary user, or set DATABASE_URL.',
  );
}

function assertNamed(uid: number): void {
  try {
    userInfo();
  } catch {
    throw new Error(
      `User ${uid} has no entry in /etc/passwd, and PostgreSQL does not start without one. Add the entry, or set DATABASE_URL.`,
    );
  }
}
