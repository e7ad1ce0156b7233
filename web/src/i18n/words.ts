// The words of each folder, in two catalogues whose keys are checked by the compiler. A folder's
// words are loaded with its first page.
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next, useTranslation } from 'react-i18next';
import { loadServerWords } from './server_words';

export const languages = ['en', 'ko'] as const;
export type Language = (typeof languages)[number];

export function languageFrom(text: string): Language | undefined {
  return languages.find((language) => text.toLowerCase().startsWith(language));
}

type Tree = { readonly [key: string]: string | Tree };

// "count_one" and "count_other" are asked for as "count".
type Asked<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other`
  ? Stem
  : Key;

// 'grid.title' for { grid: { title: string } }.
export type WordKey<T> = {
  [Key in keyof T & string]: T[Key] extends string ? Asked<Key> : `${Key}.${WordKey<T[Key]>}`;
}[keyof T & string];

export type Placeholders = Readonly<Record<string, string | number>>;
export type Translate<T> = ((key: WordKey<T>, placeholders?: Placeholders) => string) & {
  // For words of the server, such as a status: undefined when the catalogue has none.
  maybe: (key: string) => string | undefined;
};

type Loaders = Readonly<Record<Language, () => Promise<Tree>>>;
const loadersOf = new Map<string, Loaders>();

export async function startWords(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: {},
    ns: [],
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
    react: { useSuspense: false, bindI18nStore: 'added' },
  });
}

async function load(folder: string, language: Language): Promise<void> {
  const loaders = loadersOf.get(folder);
  if (loaders && !i18next.hasResourceBundle(language, folder)) {
    i18next.addResourceBundle(language, folder, await loaders[language]());
  }
}

// Resolves when the folder's words are there in the current language.
export async function loadWords(folder: string, loaders: Loaders): Promise<void> {
  loadersOf.set(folder, loaders);
  await Promise.all([load(folder, currentLanguage()), wanted && load(folder, wanted)]);
}

export function currentLanguage(): Language {
  return languageFrom(i18next.language ?? 'en') ?? 'en';
}

// What the language is being changed to: a folder that is opened meanwhile needs these words, too.
let wanted: Language | undefined;

export async function changeLanguage(language: Language): Promise<void> {
  wanted = language;
  await Promise.all([
    loadServerWords(language),
    ...[...loadersOf.keys()].map((folder) => load(folder, language)),
  ]);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

// A folder's words.ts says: export const useT = folderWords<typeof en>('orders');
export function folderWords<T>(folder: string): () => Translate<T> {
  return () => {
    const { t } = useTranslation(folder);
    // The same function until the language changes: columns and rows are made anew with it.
    return useMemo(
      () => translateOf<T>(folder, (key, placeholders) => t(key, placeholders ?? {})),
      [t],
    );
  };
}

// Outside of components, e.g. for notices.
export function wordsOf<T>(folder: string): Translate<T> {
  return translateOf<T>(folder, (key, placeholders) =>
    i18next.t(key, { ns: folder, ...placeholders }),
  );
}

function translateOf<T>(
  folder: string,
  t: (key: string, placeholders?: Placeholders) => string,
): Translate<T> {
  const translate = (key: string, placeholders?: Placeholders) => t(key, placeholders);
  return Object.assign(translate, {
    maybe: (key: string) => (i18next.exists(key, { ns: folder }) ? t(key) : undefined),
  }) as Translate<T>;
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return languageFrom(i18n.language ?? 'en') ?? 'en';
}
