/** What the native parts of the desktop application say: menus, dialogs, and notes about its processes. */
export const desktop = {
  'desktop.menu.about': 'About Photofinish',
  'desktop.menu.services': 'Services',
  'desktop.menu.hide': 'Hide Photofinish',
  'desktop.menu.hideOthers': 'Hide others',
  'desktop.menu.showAll': 'Show all',
  'desktop.menu.quit': 'Quit Photofinish',
  'desktop.menu.file': 'File',
  'desktop.menu.openFolder': 'Open folder…',
  'desktop.menu.close': 'Close window',
  'desktop.menu.edit': 'Edit',
  'desktop.menu.cut': 'Cut',
  'desktop.menu.copy': 'Copy',
  'desktop.menu.paste': 'Paste',
  'desktop.menu.selectAll': 'Select all',
  'desktop.menu.view': 'View',
  'desktop.menu.commands': 'Commands…',
  'desktop.menu.keys': 'Keyboard shortcuts',
  'desktop.menu.window': 'Window',
  'desktop.menu.zoom': 'Zoom',
  'desktop.menu.front': 'Bring all to front',
  'desktop.choose.photos': 'Choose a folder or card with photos',
  'desktop.choose.photos.button': 'Choose',
  'desktop.choose.destination': 'Choose where photos are kept',
  'desktop.choose.destination.button': 'Keep photos here',
  'desktop.engine.restarting':
    'The engine stopped and is being started again. Nothing that was saved is lost.',
  'desktop.engine.failed':
    'The engine stopped several times in a row. What was saved is safe. Start it again.',
  'desktop.page.reloaded': 'The window stopped and was loaded again. Nothing that was saved is lost.',
  'desktop.page.stopped': 'The window stopped again',
  'desktop.page.stopped.detail':
    'What was saved is safe, and an import goes on. Load the window again, or quit and open Photofinish later.',
  'desktop.page.reload': 'Load again',
  'desktop.folderUnusable':
    'Photofinish keeps its data in {folder}, which cannot be used ({reason}). Choose another folder with PHOTOFINISH_HOME.',
} as const;
