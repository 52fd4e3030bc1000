import type { desktop as english } from '../en/desktop.ts';

export const desktop = {
  'desktop.menu.about': 'Über Photofinish',
  'desktop.menu.services': 'Dienste',
  'desktop.menu.hide': 'Photofinish ausblenden',
  'desktop.menu.hideOthers': 'Andere ausblenden',
  'desktop.menu.showAll': 'Alle einblenden',
  'desktop.menu.quit': 'Photofinish beenden',
  'desktop.menu.file': 'Datei',
  'desktop.menu.openFolder': 'Ordner öffnen…',
  'desktop.menu.settings': 'Einstellungen…',
  'desktop.menu.close': 'Fenster schließen',
  'desktop.menu.edit': 'Bearbeiten',
  'desktop.menu.cut': 'Ausschneiden',
  'desktop.menu.copy': 'Kopieren',
  'desktop.menu.paste': 'Einfügen',
  'desktop.menu.selectAll': 'Alles auswählen',
  'desktop.menu.view': 'Darstellung',
  'desktop.menu.commands': 'Befehle…',
  'desktop.menu.keys': 'Tastenkürzel',
  'desktop.menu.window': 'Fenster',
  'desktop.menu.zoom': 'Zoomen',
  'desktop.menu.front': 'Alle nach vorne bringen',
  'desktop.choose.photos': 'Ordner oder Karte mit Fotos wählen',
  'desktop.choose.photos.button': 'Wählen',
  'desktop.choose.destination': 'Wählen, wo Fotos aufbewahrt werden',
  'desktop.choose.destination.button': 'Fotos hier aufbewahren',
  'desktop.choose.data': 'Wählen, wo Photofinish seine Daten hält',
  'desktop.choose.data.button': 'Daten hier aufbewahren',
  'desktop.save.coverage': 'Abdeckung als Tabelle sichern',
  'desktop.engine.restarting':
    'Der Hintergrunddienst hielt an und wird neu gestartet. Nichts Gespeichertes ist verloren.',
  'desktop.engine.failed':
    'Der Hintergrunddienst hielt mehrmals hintereinander an. Gespeichertes ist sicher. Ihn neu starten.',
  'desktop.page.reloaded': 'Das Fenster hielt an und wurde neu geladen. Nichts Gespeichertes ist verloren.',
  'desktop.page.stopped': 'Das Fenster hielt wieder an',
  'desktop.page.stopped.detail':
    'Gespeichertes ist sicher, und ein Import geht weiter. Das Fenster neu laden oder beenden und Photofinish später öffnen.',
  'desktop.page.reload': 'Neu laden',
  'desktop.folderUnusable':
    'Photofinish hält seine Daten in {folder}, und der Ordner lässt sich nicht verwenden ({reason}). Mit PHOTOFINISH_HOME einen anderen wählen.',
} as const satisfies Record<keyof typeof english, string>;
