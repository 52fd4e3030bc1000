import type { frame as english } from '../en/frame.ts';

export const frame = {
  'frame.product': 'Photofinish',
  'frame.titleOfEvent': '{event} · Photofinish',
  'frame.views': 'Ansichten',
  'frame.ingest': 'Import',
  'frame.review': 'Prüfen',
  'frame.review.count': '{questions, plural, one {# Frage} other {# Fragen}}',
  'frame.browse': 'Fotos',
  'frame.event': 'Veranstaltung: {event}',
  'frame.allEvents': 'Alle Veranstaltungen',
  'frame.home': 'Photofinish, alle Veranstaltungen',
  'frame.newEvent': 'Neue Veranstaltung',
  'frame.commands': 'Befehle',
  'frame.sunlight': 'Ansicht für Sonnenlicht',
  'frame.minimize': 'Minimieren',
  'frame.maximize': 'Maximieren',
  'frame.restore': 'Wiederherstellen',
  'frame.close': 'Schließen',
  'frame.messages': 'Meldungen',
  'frame.freeSpace': '{size} frei',
  'frame.version': 'Version {version}',
  'sync.offline': 'Offline',
  'sync.offline.why':
    'Kein Studio-Server ist eingerichtet. Alles bleibt auf diesem Laptop, und nichts geht verloren.',
  'run.listing': '{source} wird aufgelistet',
  'run.reading': 'Gelesen: {done, number} von {total, number}',
  'run.readingSource': '{source} wird gelesen · {done, number} von {total, number}',
  'run.paused': 'Angehalten bei {done, number} von {total, number}',
  'run.waiting': 'Wartet bei {done, number} von {total, number}',
  'run.rate': '{rate} Fotos/s',
  'run.left': 'noch {time}',
  'run.milestone':
    '{percent} von {source} gelesen. {searchable, plural, one {# Foto lässt} other {# Fotos lassen}} sich suchen.',
  'run.done':
    '{source} ist gelesen: {searchable, plural, one {# Foto} other {# Fotos}}, {problems, plural, =0 {keine Probleme} one {# Datei mit Problem} other {# Dateien mit Problemen}}.',
  'run.cancelled':
    'Import von {source} beendet. {searchable, plural, one {# Foto bleibt} other {# Fotos bleiben}}.',
  'run.failed': 'Import von {source} hielt an: {reason}',
  'run.waits': 'Import von {source} wartet: {reason}',
  'run.show': 'Zeigen',
  'run.pausedToast': 'Import von {source} angehalten',
  'run.resumedToast': 'Import von {source} geht weiter',
  'run.none': 'Es läuft kein Import.',
  'engine.restarting': 'Der Hintergrunddienst hielt um {time} an. Er startet neu. Nichts ist verloren.',
  'engine.failed':
    'Der Hintergrunddienst hielt immer wieder an und wird nicht mehr gestartet. Fotos und Antworten sind sicher.',
  'engine.details': 'Einzelheiten',
  'engine.startAgain': 'Neu starten',
  'engine.back': 'Der Hintergrunddienst ist wieder da. Alles geht weiter.',
  'server.lost':
    'Die Verbindung zu Photofinish auf diesem Computer riss um {time} ab. Sie wird neu aufgebaut. Nichts ist verloren.',
  'errors.unexpected':
    'Photofinish hat hier einen Fehler gemacht und ihn in sein Protokoll geschrieben. Vorher Gespeichertes ist sicher; noch einmal versuchen.',
  'errors.interrupted':
    'Der Hintergrunddienst hielt mittendrin an. Vorher Gespeichertes ist sicher; noch einmal versuchen.',
  'errors.engineAway':
    'Der Hintergrunddienst antwortet nicht. Er wird neu gestartet; gleich noch einmal versuchen.',
  'errors.serverAway':
    'Photofinish antwortet nicht. Nachsehen, ob es in seinem Terminal noch läuft, dann noch einmal versuchen.',
  'errors.notUnderstood': 'Der Hintergrunddienst nahm das nicht an: {details}',
  'errors.screen': 'Diese Ansicht ließ sich nicht zeigen',
  'errors.screen.text':
    'Photofinish hat beim Zeichnen einen Fehler gemacht. Fotos und Antworten sind sicher.',
  'errors.screen.again': 'Erneut zeigen',
  'errors.screen.events': 'Zu den Veranstaltungen',
  'palette.find': 'Befehl, Veranstaltung, Startnummer oder Name eintippen',
  'palette.athletes': 'Athleten',
  'palette.commands': 'Befehle',
  'palette.events': 'Veranstaltungen',
  'palette.none': 'Nichts hier heißt „{text}“.',
  'palette.choose': 'wählen',
  'palette.open': 'öffnen',
  'palette.closes': 'schließt',
  'frame.people': 'Personen',
} as const satisfies Partial<Record<keyof typeof english, string>>;
