import { readFile } from 'node:fs/promises';
import { verifyProof } from '../modules/settlement/proof/verify-proof.ts';
import { readArguments } from './admin/arguments.ts';
import { asCommand } from './admin/outcome.ts';

const USAGE = `Adds a bill up again from its proof, without a database: each formula, the sums, and the seal.

  npm run verify-bill -- FILE [--seal SEAL]

  FILE    proof of a bill: the button on the bill's page, or the field SettlementBill.proof
  --seal  seal that the countersigners signed; compared with that of the proof

Prints "OK" with the seal, or the first line that differs. Exit codes: 0 OK, 1 a difference, 2 called wrongly.`;

/** `npm run verify-bill -- FILE`. */
export const verifyBill = (args: readonly string[]): Promise<number> =>
  asCommand(USAGE, args, async () => {
    const given = readArguments(args, ['seal'], 1);
    const text = await readFile(given.positional(0, 'The file of the proof'), 'utf8');
    const { number, seal, gross, lineCount } = verifyProof(text, given.optional('seal'));
    return `OK ${number}: ${lineCount} lines, CNY ${gross}, seal ${seal}`;
  });
