import type { historyPanel as english } from '../en/history-panel.ts';

export const historyPanel = {
  'historyPanel.title': 'Verlauf',
  'historyPanel.loading': 'Verlauf wird gelesen',
  'historyPanel.empty': 'Noch wurde nichts getan',
  'historyPanel.empty.text':
    'Bewertungen, Startnummern, Personen und Startlisten stehen hier, und jede Änderung lässt sich rückgängig machen.',
  'historyPanel.more': 'Frühere zeigen',
  'historyPanel.photo': 'Foto öffnen: {what}',
  'historyPanel.showPhoto': 'Foto öffnen',
  'historyPanel.redo': 'Wiederholen: {what}',
  'historyPanel.again': 'Wiederholen',
} as const satisfies Record<keyof typeof english, string>;
