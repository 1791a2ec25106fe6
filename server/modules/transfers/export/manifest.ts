import { CATALOGS } from '../../../platform/catalogs.ts';
import type { TransferLanguage } from './export-column.ts';
import { textOf } from './values.ts';

/** Lines of the manifest at the end of a file, in their order. */
export const MANIFEST_FACTS = ['list', 'filter', 'asOf', 'requester', 'rows', 'sha256'] as const;
export type ManifestFact = (typeof MANIFEST_FACTS)[number];

const keyOf = (fact: ManifestFact) => `ui.export.manifest.${fact}` as const;

export const manifestLabel = (language: TransferLanguage, fact: ManifestFact): string =>
  textOf(language, keyOf(fact));

/** The lines of a file without the manifest with which an exported file ends. */
export function withoutManifest<L extends { readonly cells: readonly string[] }>(
  lines: readonly L[],
): readonly L[] {
  const end = lines.length - MANIFEST_FACTS.length;
  const isManifest =
    end > 0 &&
    MANIFEST_FACTS.every((fact, i) =>
      Object.values(CATALOGS).some((catalog) => catalog[keyOf(fact)] === lines[end + i]!.cells[0]),
    );
  return isManifest ? lines.slice(0, end) : lines;
}
