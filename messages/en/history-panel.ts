/** The panel of everything that was done in an event. */
export const historyPanel = {
  'historyPanel.title': 'History',
  'historyPanel.loading': 'History is being read',
  'historyPanel.empty': 'Nothing was done yet',
  'historyPanel.empty.text': 'Ratings, bibs, persons and start lists stand here, and each can be undone.',
  'historyPanel.more': 'Show earlier',
  'historyPanel.photo': 'Open the photo: {what}',
  'historyPanel.showPhoto': 'Open the photo',
  'historyPanel.redo': 'Do again: {what}',
  'historyPanel.again': 'Do again',
} as const;
