import { mayActAsOwner } from './platform/db/log-ins.ts';
import type { Env } from './platform/env.ts';
import { isLoopback } from './platform/loopback.ts';

/** Unsafe settings of an installation, as one sentence each, for the person who starts the server. */
export async function unsafe(env: Env, serverUrl: string): Promise<string[]> {
  const { hostname, protocol } = new URL(env.publicUrl);
  const findings: readonly (readonly [boolean, string])[] = [
    [
      env.demo && env.demoPublic,
      'DEMO_PUBLIC=1: anybody who reaches this demo signs in without a password and reads every mail.',
    ],
    [
      env.insecureHttp,
      'INSECURE_HTTP=1: session cookies travel unprotected. Never use this with real data.',
    ],
    [
      !env.insecureHttp && protocol === 'http:' && !isLoopback(hostname),
      `PUBLIC_URL is ${env.publicUrl}: over plain http browsers keep no session cookie, so that nobody can sign in.`,
    ],
    [
      protocol === 'https:' && env.trustedProxies === null,
      'TRUSTED_PROXIES is missing: this server takes its https proxy for the address of every person, so that one stranger uses up the attempts to sign in of all. Set it to the address of the proxy, for example TRUSTED_PROXIES=127.0.0.1.',
    ],
    [
      env.previousSecretKey !== null,
      'SECRET_KEY_PREVIOUS is set, and is as powerful as SECRET_KEY: run "npm run admin -- reseal", then leave it out.',
    ],
    [
      await mayActAsOwner(serverUrl),
      'The log-in of DATABASE_URL may act as the owner of the tables, so that an injected statement could pass row-level security: give the server a log-in of its own, and name this one in DATABASE_OWNER_URL.',
    ],
  ];
  return findings.filter(([holds]) => holds).map(([, sentence]) => sentence);
}
