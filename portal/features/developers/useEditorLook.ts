import { useMonaco } from '@graphiql/react';
import type { editor } from 'monaco-editor';
import { useEffect } from 'react';

const OPTIONS: editor.IEditorOptions = {
  fontFamily: 'ui-monospace, "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  fontSize: 13,
  // Comments in Chinese have dashes and brackets of their own, which are no mistakes.
  unicodeHighlight: { ambiguousCharacters: false },
};

/** See-through, with line numbers that can be read, that of an empty last line too. */
const colorsOf = (numbers: string): editor.IColors => ({
  'editor.background': '#ffffff00',
  'editorLineNumber.foreground': numbers,
  'editorLineNumber.dimmedForeground': numbers,
});

/** By GraphiQL's names of its two themes. Its own comments are too faint on a dark page. */
const THEMES: Record<string, editor.IStandaloneThemeData> = {
  'graphiql-LIGHT': {
    base: 'vs',
    inherit: true,
    colors: colorsOf('#5b6577'),
    rules: [
      { token: 'argument.identifier.gql', foreground: '#4b48b5' },
      { token: 'number', foreground: '#0f6b45' },
    ],
  },
  'graphiql-DARK': {
    base: 'vs-dark',
    inherit: true,
    colors: colorsOf('#a3aec0'),
    rules: [
      { token: 'argument.identifier.gql', foreground: '#aaa6ff' },
      { token: 'comment', foreground: '#8fbf7a' },
    ],
  },
};

/** The editors measure their own letters, so they must be told the font here; a style sheet would put the cursor elsewhere. */
export function useEditorLook(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    if (!monaco) return;
    for (const [name, theme] of Object.entries(THEMES)) monaco.editor.defineTheme(name, theme);
    for (const one of monaco.editor.getEditors()) one.updateOptions(OPTIONS);
    const created = monaco.editor.onDidCreateEditor((one) => one.updateOptions(OPTIONS));
    // The font comes after the editors that were measured without it.
    void document.fonts
      .load(`${OPTIONS.fontSize}px "JetBrains Mono"`)
      .then(() => monaco.editor.remeasureFonts());
    return () => created.dispose();
  }, [monaco]);
}
