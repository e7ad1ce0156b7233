import { folderWords, wordsOf } from '../i18n/words';
import type { en } from './en';

export const useKitWords = folderWords<typeof en>('kit');
export const kitWords = wordsOf<typeof en>('kit');
