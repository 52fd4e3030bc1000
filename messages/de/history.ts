import type { history as english } from '../en/history.ts';

export const history = {
  'history.stars':
    '{stars, plural, =0 {Bewertung entfernt von} one {# Stern für} other {# Sterne für}} {photos, plural, one {# Foto} other {# Fotos}}',
  'history.pick': '{photos, plural, one {# Foto als Favorit} other {# Fotos als Favoriten}} markiert',
  'history.reject': '{photos, plural, one {# Foto} other {# Fotos}} abgelehnt',
  'history.unflag':
    '{photos, plural, one {Markierung von # Foto entfernt} other {Markierungen von # Fotos entfernt}}',
  'history.label': '{photos, plural, one {# Foto} other {# Fotos}} mit der Farbe {colour}',
  'history.unlabel': '{photos, plural, one {Farbe von # Foto entfernt} other {Farben von # Fotos entfernt}}',
  'history.accept': 'Startnummer <b>{number}</b> angenommen',
  'history.rejectReading': 'Startnummer <b>{number}</b> abgelehnt',
  'history.correct': 'Startnummer {from} geändert in <b>{to}</b>',
  'history.tag':
    '{count, plural, one {Startnummer} other {Startnummern}} <b>{numbers}</b> auf {photos, plural, one {# Foto} other {# Fotos}} gesetzt',
  'history.startList':
    'Startliste importiert: {added, number} neu, {changed, number} geändert, {removed, number} entfernt',
  'history.eventFacts': 'Veranstaltung geändert',
  'history.saveSearch': 'Suche „{name}“ gespeichert',
  'history.removeSearch': 'Suche „{name}“ entfernt',
  'history.undone': 'Rückgängig: {what}',
  'history.redone': 'Wiederholt: {what}',
  'history.nothingToUndo': 'In dieser Veranstaltung gibt es nichts rückgängig zu machen.',
  'history.nothingToRedo': 'In dieser Veranstaltung gibt es nichts zu wiederholen.',
  'history.label.red': 'Rot',
  'history.label.yellow': 'Gelb',
  'history.label.green': 'Grün',
  'history.label.blue': 'Blau',
  'history.name': 'Person auf {photos, plural, one {# Foto} other {# Fotos}} <b>{number}</b> genannt',
  'history.nameNone': 'Person auf {photos, plural, one {# Foto} other {# Fotos}} hat keine Nummer',
  'history.same': 'Zwei Personen zu einer gemacht',
  'history.sameAs': 'Zwei Personen zu einer gemacht: <b>{number}</b>',
  'history.different': 'Zwei Personen getrennt gehalten',
  'history.differentFrom': 'Eine Person von <b>{number}</b> getrennt gehalten',
  'history.differentNumbers': '{a} und <b>{b}</b> getrennt gehalten',
  'history.split': '{faces, plural, one {# Gesicht} other {# Gesichter}} zu einer eigenen Person gemacht',
  'history.splitFrom':
    '{faces, plural, one {# Gesicht} other {# Gesichter}} von <b>{number}</b> zu einer eigenen Person gemacht',
  'history.splitTo': '{faces, plural, one {# Gesicht} other {# Gesichter}} zu <b>{number}</b> verschoben',
  'history.review': '<b>{number}</b> auf {photos, plural, one {# Foto} other {# Fotos}} gesetzt',
  'history.reviewNone': 'Keine Nummer für {count, plural, one {# Sichtung} other {# Sichtungen}}',
  'history.reviewOther': '{count, plural, one {# Sichtung ist} other {# Sichtungen sind}} eine andere Person',
  'history.reviewNot': 'Nicht <b>{number}</b> auf {photos, plural, one {# Foto} other {# Fotos}}',
} as const satisfies Record<keyof typeof english, string>;
