import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

/** 资料齐套 of an order; the tab carries the order's id. */
export const openDossier = ({ id, number }: { id: number; number: string }): void =>
  void openTab({ word: 'dossiers', id, title: say('dossiers.of', { number }) })
