import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { refuse } from '../../../platform/errors.ts';

const { resolve } = createRequire(import.meta.url);

export const FACES = ['400Regular', '700Bold'] as const;
export type Face = (typeof FACES)[number];

interface Loaded {
  readonly bytes: Buffer;
  readonly font: Font;
}
const loaded = new Map<Face, Loaded>();

/** Noto Sans SC, read when the first document needs it: 10 MB a face. */
export function fontOf(face: Face): Loaded {
  const known = loaded.get(face);
  if (known) return known;
  const bytes = readFileSync(
    resolve(`@expo-google-fonts/noto-sans-sc/${face}/NotoSansSC_${face}.ttf`),
  );
  const font = create(bytes);
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${face} is a collection of fonts`);
  const made = { bytes, font };
  loaded.set(face, made);
  return made;
}

/** Throws GLYPH_MISSING for the first character that the font cannot draw: a box would hide a name or an amount. */
export function checkGlyphs(text: string, face: Face): void {
  const { font } = fontOf(face);
  for (const char of text)
    if (char !== '\n' && !font.hasGlyphForCodePoint(char.codePointAt(0)!))
      throw refuse.file('GLYPH_MISSING', { text, char });
}
