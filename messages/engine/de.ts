/**
 * Sentences of the engine that reach the screen, and what they are in German. `{}` stands for what the engine
 * puts in; `{1}` is the first of these, `{2}` the second. A sentence that is not here is shown as it is.
 */
export const germanSentences: readonly (readonly [english: string, german: string])[] = [
  // One photo or file
  [
    'The program stumbled over this photo ({}). Report it with the photo, if you may share it.',
    'Das Programm ist über dieses Foto gestolpert ({1}). Das lässt sich mit dem Foto melden, wenn es weitergegeben werden darf.',
  ],
  [
    'The file changed while it was read. Wait until nothing else writes to it, then try again.',
    'Die Datei änderte sich beim Lesen. Warten, bis niemand sonst sie schreibt, dann erneut versuchen.',
  ],
  [
    'The file changed while it was read. Wait until copying has finished, then run again.',
    'Die Datei änderte sich beim Lesen. Warten, bis das Kopieren zu Ende ist, dann erneut versuchen.',
  ],
  [
    'This user may not read it. Change the permissions, or run as a user who may read it.',
    'Dieser Benutzer darf sie nicht lesen. Die Rechte ändern oder als ein Benutzer starten, der sie lesen darf.',
  ],
  [
    'The card or disk stopped answering while it was read ({}). Check that it is plugged in, copy what still can be copied, and run again.',
    'Karte oder Laufwerk antworteten beim Lesen nicht mehr ({1}). Den Anschluss prüfen, kopieren, was noch geht, und erneut versuchen.',
  ],
  [
    'It could not be opened, because too many files are open on this machine. Close other programs and run again.',
    'Sie ließ sich nicht öffnen, weil auf diesem Computer zu viele Dateien offen sind. Andere Programme schließen und erneut versuchen.',
  ],
  [
    'Its path is too long for this system. Move the folder nearer to the top of the disk and run again.',
    'Ihr Pfad ist für dieses System zu lang. Den Ordner weiter nach oben verschieben und erneut versuchen.',
  ],
  [
    'It is a link that leads back to itself. Remove the link, or name the real folder.',
    'Sie ist eine Verknüpfung auf sich selbst. Die Verknüpfung entfernen oder den wirklichen Ordner nennen.',
  ],
  [
    'It could not be read ({}). Check the card or disk and run again.',
    'Sie ließ sich nicht lesen ({1}). Karte oder Laufwerk prüfen und erneut versuchen.',
  ],
  [
    'It was there when the folder was listed and is gone now. Run again if it was moved or renamed.',
    'Beim Auflisten war sie da und ist jetzt weg. Wurde sie verschoben oder umbenannt, erneut versuchen.',
  ],
  [
    'It is a device or a pipe, not a photo. Name a file or a folder of photos.',
    'Das ist ein Gerät oder eine Pipe, kein Foto. Eine Datei oder einen Ordner mit Fotos nennen.',
  ],
  [
    'The file is empty (0 bytes). Copy it from the card again; if it is empty there too, the photo is lost.',
    'Die Datei ist leer (0 Bytes). Erneut von der Karte kopieren; ist sie auch dort leer, ist das Foto verloren.',
  ],
  ['The file is empty. Copy it from the card again.', 'Die Datei ist leer. Erneut von der Karte kopieren.'],
  [
    'The file holds {} GiB, more than any photo. Take it out of the folder, or export it smaller.',
    'Die Datei hat {1} GiB, mehr als jedes Foto. Aus dem Ordner nehmen oder kleiner exportieren.',
  ],
  [
    'The photo has {} × {} pixels ({} megapixels); {} megapixels is the most that is read of this kind of file. Save a smaller copy and add that.',
    'Das Foto hat {1} × {2} Pixel ({3} Megapixel); von dieser Art Datei werden höchstens {4} Megapixel gelesen. Eine kleinere Kopie speichern und diese hinzufügen.',
  ],
  [
    'The file is not a JPEG, PNG, WebP or HEIC photo, whatever its name says. Leave it out, or save it as JPEG.',
    'Die Datei ist kein JPEG-, PNG-, WebP- oder HEIC-Foto, was auch ihr Name sagt. Weglassen oder als JPEG speichern.',
  ],
  [
    'The photo says that it is 0 pixels wide or high, so there is nothing in it. Copy it from the card again.',
    'Das Foto ist nach eigener Angabe 0 Pixel breit oder hoch, also leer. Erneut von der Karte kopieren.',
  ],
  [
    'The file ends before its photo does: it was cut off while it was copied or written. Copy it from the card again.',
    'Die Datei endet vor ihrem Foto: Sie wurde beim Kopieren oder Schreiben abgeschnitten. Erneut von der Karte kopieren.',
  ],
  [
    'The photo is compressed with HEVC (HEIC), which this build cannot decode. Set the camera or phone to JPEG, or convert it to JPEG.',
    'Das Foto ist mit HEVC (HEIC) gepackt, das diese Fassung nicht lesen kann. Kamera oder Telefon auf JPEG stellen oder das Foto in JPEG umwandeln.',
  ],
  [
    'The photo is damaged and cannot be decoded. Copy it from the card again; if that does not help, save it anew from the program that made it.',
    'Das Foto ist beschädigt und lässt sich nicht lesen. Erneut von der Karte kopieren; hilft das nicht, im ursprünglichen Programm neu speichern.',
  ],
  // Imports
  [
    "What the disk of {} gives back differs from the card. The card's file is as it was; check the disk and its cable, then try again.",
    'Was das Laufwerk von {1} zurückgibt, weicht von der Karte ab. Die Datei der Karte ist unverändert; Laufwerk und Kabel prüfen, dann erneut versuchen.',
  ],
  [
    'The folder for copies ({}) is not there. Connect its disk, and the import goes on by itself.',
    'Der Ordner für Kopien ({1}) ist nicht da. Sein Laufwerk verbinden, dann geht der Import von selbst weiter.',
  ],
  [
    'The folder for copies ({}) is not there. Connect its disk, or choose another folder for the event.',
    'Der Ordner für Kopien ({1}) ist nicht da. Sein Laufwerk verbinden oder für die Veranstaltung einen anderen Ordner wählen.',
  ],
  [
    '{} is being imported into "{}" already. Resume or cancel that import.',
    '{1} wird schon in „{2}“ importiert. Diesen Import fortsetzen oder abbrechen.',
  ],
  [
    'The event or the source of this import is gone.',
    'Die Veranstaltung oder die Quelle dieses Imports gibt es nicht mehr.',
  ],
  [
    'This card or folder is not known. Rescan, or add the folder again.',
    'Diese Karte oder dieser Ordner ist nicht bekannt. Neu suchen oder den Ordner noch einmal hinzufügen.',
  ],
  [
    'This folder was not chosen on this machine. Choose or drop it again.',
    'Dieser Ordner wurde nicht auf diesem Computer gewählt. Noch einmal wählen oder hierher ziehen.',
  ],
  [
    'The disk of {} is full: {} more are needed. What was copied so far is verified. Free some space and the import goes on by itself.',
    'Das Laufwerk von {1} ist voll: {2} fehlen. Was kopiert ist, ist geprüft. Platz schaffen, dann geht der Import von selbst weiter.',
  ],
  ['The disk of {} is full. Free some space on it.', 'Das Laufwerk von {1} ist voll. Platz darauf schaffen.'],
  [
    'The disk of {} does not answer. Connect it again.',
    'Das Laufwerk von {1} antwortet nicht. Neu verbinden.',
  ],
  [
    'Nothing can be written to {}. Make it writable, or choose another folder.',
    'In {1} lässt sich nichts schreiben. Schreibrechte geben oder einen anderen Ordner wählen.',
  ],
  [
    'Writing to {} failed ({}). Check the disk, or choose another folder.',
    'Schreiben in {1} ging nicht ({2}). Das Laufwerk prüfen oder einen anderen Ordner wählen.',
  ],
  [
    'The folder for copies ({}) lies within {}, which is to be copied.',
    'Der Ordner für Kopien ({1}) liegt in {2}, das kopiert werden soll.',
  ],
  ['{} lies within the folder for copies ({}).', '{1} liegt im Ordner für Kopien ({2}).'],
  [
    '{} Choose another folder for the event, or leave the photos in place.',
    '{1} Für die Veranstaltung einen anderen Ordner wählen oder die Fotos lassen, wo sie sind.',
  ],
  [
    'The program stumbled over this import ({}). Nothing that was copied is lost; resume it to go on from there.',
    'Das Programm ist über diesen Import gestolpert ({1}). Nichts Kopiertes ist verloren; fortsetzen, dann geht er von dort weiter.',
  ],
  [
    'Card removed{}. Put {} back and the import goes on from there.',
    'Karte entfernt{1}. {2} wieder einstecken, dann geht der Import von dort weiter.',
  ],
  [
    'The folder {} is not there any more{}. Connect its drive and the import goes on from there.',
    'Der Ordner {1} ist nicht mehr da{2}. Sein Laufwerk verbinden, dann geht der Import von dort weiter.',
  ],
  [
    '{} is a file. Choose the folder that it is in.',
    '{1} ist eine Datei. Den Ordner wählen, in dem sie liegt.',
  ],
  [
    'There is no file or folder {}. Check the spelling.',
    'Es gibt keine Datei und keinen Ordner {1}. Die Schreibweise prüfen.',
  ],
  // Events and start lists
  [
    '{} is no time zone that this machine knows. Name a place, such as Europe/Vienna or America/New_York.',
    '{1} ist keine Zeitzone, die dieser Computer kennt. Einen Ort nennen, etwa Europe/Vienna oder America/New_York.',
  ],
  [
    'The folder for copies was not chosen on this machine. Choose it again, in the desktop application.',
    'Der Ordner für Kopien wurde nicht auf diesem Computer gewählt. Im Desktop-Programm noch einmal wählen.',
  ],
  [
    'A bib cannot have at least {} and at most {} characters. Exchange the two.',
    'Eine Startnummer kann nicht mindestens {1} und höchstens {2} Zeichen haben. Beide tauschen.',
  ],
  [
    'The range {}–{} ends before it begins. Write it as {}–{}.',
    'Der Bereich {1}–{2} endet, bevor er beginnt. Als {3}–{4} schreiben.',
  ],
  [
    'The sample event is still being made. Try again in a minute.',
    'Das Beispiel wird noch erstellt. In einer Minute erneut versuchen.',
  ],
  [
    'This program came without a sample event. Create an event of your own.',
    'Dieses Programm kam ohne Beispiel. Eine eigene Veranstaltung anlegen.',
  ],
  [
    '{} is neither CSV nor XLSX. Export the start list as one of them, then import it again.',
    '{1} ist weder CSV noch XLSX. Die Startliste als eines davon exportieren, dann neu importieren.',
  ],
  ['The start list {} is empty. Export it again.', 'Die Startliste {1} ist leer. Neu exportieren.'],
  [
    'What stands above the header (row {}) is left out.',
    'Was über der Kopfzeile (Zeile {1}) steht, bleibt weg.',
  ],
  [
    'No header for bibs was recognised; the column "{}" was taken for them.',
    'Keine Kopfzeile für Startnummern erkannt; die Spalte „{1}“ gilt dafür.',
  ],
  [
    'The start list {} has no column that can be bibs (its columns are {}). Say which column holds the bibs, or name it "bib" in the file.',
    'Die Startliste {1} hat keine Spalte, die Startnummern sein können (ihre Spalten: {2}). Die Spalte mit den Startnummern wählen oder sie in der Datei „bib“ nennen.',
  ],
  [
    '{} has {} columns, and {} were described. Look into the file again: it may have changed.',
    '{1} hat {2} Spalten, beschrieben sind {3}. Noch einmal in die Datei sehen: Sie kann sich geändert haben.',
  ],
  ['No bib: left out.', 'Keine Startnummer: weggelassen.'],
  ['"{}" is too long for a bib: left out.', '„{1}“ ist für eine Startnummer zu lang: weggelassen.'],
  [
    'Bib {} with the same name is in row {} already: left out.',
    'Startnummer {1} mit demselben Namen ist schon in Zeile {2}: weggelassen.',
  ],
  [
    'Bib {} is also in row {}. Both are kept; photos show both names.',
    'Startnummer {1} ist auch in Zeile {2}. Beide bleiben; Fotos zeigen beide Namen.',
  ],
  [
    'More columns than there should be: bib {} may be mixed up.',
    'Mehr Spalten als erwartet: Startnummer {1} ist vielleicht verrutscht.',
  ],
  ['And {} more rows like these.', 'Und {1} weitere solche Zeilen.'],
  [
    '{} has {} MB, more than a start list can have ({} MB). Choose the start list.',
    '{1} hat {2} MB, mehr als eine Startliste haben kann ({3} MB). Die Startliste wählen.',
  ],
  [
    '{} is cut off: its end is missing. Copy or download it again.',
    '{1} ist abgeschnitten: Das Ende fehlt. Neu kopieren oder herunterladen.',
  ],
  [
    '{} is a PDF. Ask the organiser for the start list as XLSX or CSV.',
    '{1} ist ein PDF. Beim Veranstalter um die Startliste als XLSX oder CSV bitten.',
  ],
  [
    '{} is protected by a password. Open it in a spreadsheet program, save it without one, then import it again.',
    '{1} ist mit einem Passwort geschützt. In einer Tabellenkalkulation öffnen, ohne Passwort speichern, dann neu importieren.',
  ],
  [
    '{} is a workbook of the old kind (XLS). Open it in a spreadsheet program and save it as XLSX or CSV.',
    '{1} ist eine Arbeitsmappe der alten Art (XLS). In einer Tabellenkalkulation öffnen und als XLSX oder CSV speichern.',
  ],
  [
    '{} cannot be read as a workbook; it may have been cut short. Open it in a spreadsheet program and save it again as XLSX or CSV.',
    '{1} lässt sich nicht als Arbeitsmappe lesen; vielleicht ist sie abgeschnitten. In einer Tabellenkalkulation öffnen und neu als XLSX oder CSV speichern.',
  ],
  [
    '{} is too large: it unpacks to {} MB. Copy the start list into a workbook of its own, then import that.',
    '{1} ist zu groß: ausgepackt {2} MB. Die Startliste in eine eigene Arbeitsmappe kopieren und diese importieren.',
  ],
  [
    '{} has {} rows, and no more than {} can be read. Keep the rows of this event, then import it again.',
    '{1} hat {2} Zeilen, höchstens {3} werden gelesen. Die Zeilen dieser Veranstaltung behalten, dann neu importieren.',
  ],
  // What somebody decides
  [
    'The event "{}" does not have that photo any more.',
    'Die Veranstaltung „{1}“ hat dieses Foto nicht mehr.',
  ],
  [
    'No photo is selected. Select photos, then repeat.',
    'Kein Foto ist gewählt. Fotos wählen, dann wiederholen.',
  ],
  [
    'The selection is of another event. Select the photos again, then repeat.',
    'Die Auswahl gehört zu einer anderen Veranstaltung. Die Fotos neu wählen, dann wiederholen.',
  ],
  [
    '{} is the number that stands there. Type another one.',
    '{1} ist die Nummer, die schon dasteht. Eine andere eintippen.',
  ],
  [
    'A box in a photo is the place of one athlete. Draw one for each, or tag whole photos.',
    'Ein Rahmen im Foto ist der Platz einer Person. Für jede einen zeichnen oder ganze Fotos markieren.',
  ],
  [
    'Face search is off for the event "{}". Search by bib or by time.',
    'Die Suche nach Gesicht ist in der Veranstaltung „{1}“ aus. Nach Startnummer oder Zeit suchen.',
  ],
  [
    'No face was found in {}. Take a photo in which the face is larger, seen from the front.',
    'In {1} wurde kein Gesicht gefunden. Ein Foto nehmen, auf dem das Gesicht größer und von vorne zu sehen ist.',
  ],
  [
    'The picture has {} MB, and {} MB is the most that is looked at. Save a smaller copy, or cut out the face.',
    'Das Bild hat {1} MB, höchstens {2} MB werden angesehen. Eine kleinere Kopie speichern oder das Gesicht ausschneiden.',
  ],
  [
    'Too little can be seen of this face to tell who it is. Type a bib for it in its photo instead.',
    'Von diesem Gesicht ist zu wenig zu sehen, um zu sagen, wer es ist. Stattdessen in seinem Foto eine Startnummer eintippen.',
  ],
  [
    'This person is no longer there: the photo was analysed again or is gone. Choose the person again.',
    'Diese Person gibt es nicht mehr: Das Foto wurde neu ausgewertet oder ist weg. Die Person neu wählen.',
  ],
  [
    'None of these faces is of this person any more. Choose the faces again.',
    'Keines dieser Gesichter gehört noch zu dieser Person. Die Gesichter neu wählen.',
  ],
  [
    'These are all faces of this person, so that nobody would be left. Leave some out, or give the person another number.',
    'Das sind alle Gesichter dieser Person, niemand bliebe übrig. Einige weglassen oder der Person eine andere Nummer geben.',
  ],
  [
    'These two are one person already. Choose two persons.',
    'Diese beiden sind schon eine Person. Zwei Personen wählen.',
  ],
  [
    'Somebody has answered this meanwhile. Nothing was changed; the queue shows what is left.',
    'Das hat inzwischen jemand beantwortet. Nichts wurde geändert; die Liste zeigt, was übrig ist.',
  ],
  // Export
  [
    'This folder was not chosen on this machine. Choose it again.',
    'Dieser Ordner wurde nicht auf diesem Computer gewählt. Noch einmal wählen.',
  ],
  [
    'The folder {} is not there. Connect its disk, or choose another folder.',
    'Der Ordner {1} ist nicht da. Sein Laufwerk verbinden oder einen anderen Ordner wählen.',
  ],
  [
    '{} lies within {}, which the photos come from: the next import would take what is exported for new photos. Choose a folder outside it.',
    '{1} liegt in {2}, woher die Fotos kommen: Der nächste Import hielte Exportiertes für neue Fotos. Einen Ordner außerhalb wählen.',
  ],
  [
    'An export to {} is under way already. Resume or cancel it first.',
    'Ein Export nach {1} läuft schon. Diesen zuerst fortsetzen oder abbrechen.',
  ],
  [
    'No photo fits the options, so there is nothing to export. Choose other photos.',
    'Kein Foto passt zu den Optionen, also gibt es nichts zu exportieren. Andere Fotos wählen.',
  ],
  [
    'The disk of {} is full: {} of {} files are written and verified, and {} more are needed. Free some space and the export goes on by itself, or end it here and choose another place.',
    'Das Laufwerk von {1} ist voll: {2} von {3} Dateien sind geschrieben und geprüft, {4} fehlen. Platz schaffen, dann geht der Export von selbst weiter, oder hier beenden und einen anderen Ort wählen.',
  ],
  [
    'The originals of {} files are out of reach: {}{} cannot be found. Everything else is written. Connect the drive and the export goes on by itself, or end it here.',
    'Die Originale von {1} Dateien sind nicht erreichbar: {2}{3} fehlt. Alles andere ist geschrieben. Das Laufwerk verbinden, dann geht der Export von selbst weiter, oder hier beenden.',
  ],
  [
    'The folder {} is not there. What was written is verified. Connect its disk, and the export goes on by itself.',
    'Der Ordner {1} ist nicht da. Was geschrieben ist, ist geprüft. Sein Laufwerk verbinden, dann geht der Export von selbst weiter.',
  ],
  [
    '{} changed since it was read, so it was not exported. Import its folder again, then export again: only what is missing is written.',
    '{1} hat sich seit dem Lesen geändert und wurde nicht exportiert. Den Ordner neu importieren, dann neu exportieren: Nur Fehlendes wird geschrieben.',
  ],
  [
    'It could not be decoded to be made smaller. Export the original instead, or leave this photo out.',
    'Es ließ sich zum Verkleinern nicht lesen. Stattdessen das Original exportieren oder dieses Foto weglassen.',
  ],
  [
    'Folders cannot be numbered. Take {sequence} out of the folders, or into the file name.',
    'Ordner lassen sich nicht nummerieren. {sequence} aus den Ordnern nehmen oder in den Dateinamen setzen.',
  ],
  // Data folder
  [
    'An import or export is at work. Pause it, or wait until it has ended; what is copied already stays.',
    'Ein Import oder Export läuft. Anhalten oder warten, bis er zu Ende ist; was kopiert ist, bleibt.',
  ],
  [
    'The data is being moved to another folder. Start Photofinish again when it is done.',
    'Die Daten werden in einen anderen Ordner verschoben. Danach Photofinish neu starten.',
  ],
  [
    '{} is part of the data folder itself. Choose a folder outside of {}.',
    '{1} ist Teil des Datenordners selbst. Einen Ordner außerhalb von {2} wählen.',
  ],
  [
    'The disk of {} has {} GB free, and {} GB are needed. Free space on it or choose another folder; the data stays where it is.',
    'Das Laufwerk von {1} hat {2} GB frei, {3} GB sind nötig. Platz schaffen oder einen anderen Ordner wählen; die Daten bleiben, wo sie sind.',
  ],
  [
    'What the disk of {} gives back differs from {}. The original is as it was; check the disk and its cable, then go on.',
    'Was das Laufwerk von {1} zurückgibt, weicht von {2} ab. Das Original ist unverändert; Laufwerk und Kabel prüfen, dann fortsetzen.',
  ],
  [
    'The folder was not chosen on this machine. Choose it again.',
    'Der Ordner wurde nicht auf diesem Computer gewählt. Noch einmal wählen.',
  ],
  [
    'The data was moved to {}, which is not there now. Connect its disk and start again. Nothing is lost.',
    'Die Daten sind nach {1} verschoben, das gerade nicht da ist. Das Laufwerk verbinden und neu starten. Nichts ist verloren.',
  ],
  [
    'The disk with the previews is full ({}). Free some space; pictures are made again when they are looked at.',
    'Das Laufwerk mit den Vorschauen ist voll ({1}). Platz schaffen; Bilder entstehen neu, wenn sie angesehen werden.',
  ],
  [
    'The disk with the catalog is full ({}). Free some space, then repeat: nothing that was stored is lost.',
    'Das Laufwerk mit dem Katalog ist voll ({1}). Platz schaffen, dann wiederholen: Nichts Gespeichertes ist verloren.',
  ],
  [
    'Another program keeps the catalog busy ({}). Wait until it is done or close it, then repeat.',
    'Ein anderes Programm hält den Katalog besetzt ({1}). Warten, bis es fertig ist, oder es schließen, dann wiederholen.',
  ],
  [
    'The catalog cannot be written ({}). Give your user write access to that folder, or choose another one.',
    'Der Katalog lässt sich nicht schreiben ({1}). Schreibrechte für den Ordner geben oder einen anderen wählen.',
  ],
  // What was typed, and the catalog itself
  [
    'There is an event called "{}" already. Choose another name.',
    'Eine Veranstaltung „{1}“ gibt es schon. Einen anderen Namen wählen.',
  ],
  [
    '"{}" is no bib search. Type a bib (123), its beginning (12*) or a range (300-340).',
    '„{1}“ ist keine Suche nach Startnummern. Eine Nummer (123), ihren Anfang (12*) oder einen Bereich (300-340) eintippen.',
  ],
  ['The bib range {} runs backwards. Write {}-{}.', 'Der Bereich {1} läuft rückwärts. {2}-{3} schreiben.'],
  [
    'The bib search names {} bibs, and {} are possible at once. Search for them in parts.',
    'Die Suche nennt {1} Startnummern, {2} gehen auf einmal. In Teilen suchen.',
  ],
  [
    'The event has no face to search for at that place. Choose another face, or take this one out of the search.',
    'An dieser Stelle hat die Veranstaltung kein Gesicht zum Suchen. Ein anderes wählen oder dieses aus der Suche nehmen.',
  ],
  [
    'The face that is searched for cannot be read. Take it out of the search, and search with its picture again.',
    'Das gesuchte Gesicht lässt sich nicht lesen. Aus der Suche nehmen und mit seinem Bild neu suchen.',
  ],
  [
    'That saved search is gone already. Nothing was removed.',
    'Diese gespeicherte Suche ist schon weg. Nichts wurde entfernt.',
  ],
  [
    'Nothing is thought of this face that could be denied. Type its number, press N for none, or skip it.',
    'Zu diesem Gesicht gibt es keine Vermutung zum Ablehnen. Die Nummer eintippen, N für keine drücken oder überspringen.',
  ],
  [
    'The characters of bibs have a space among them. Write them one after the other: 0123456789ABC.',
    'Unter den Zeichen der Startnummern ist ein Leerzeichen. Hintereinander schreiben: 0123456789ABC.',
  ],
  [
    'Columns {} are both taken for the {}. Choose one of them, and ignore the other.',
    'Die Spalten {1} gelten beide als {2}. Eine wählen und die andere weglassen.',
  ],
  [
    '{} has {} columns, and no more than {} can be read. Keep those with bibs, names, categories, teams and waves, then import it again.',
    '{1} hat {2} Spalten, höchstens {3} werden gelesen. Die mit Startnummern, Namen, Klassen, Teams und Startblöcken behalten, dann neu importieren.',
  ],
  [
    '{} has a cell in column {}, and no more than {} columns can be read. Delete what is far to the right of the start list, then import it again.',
    '{1} hat eine Zelle in Spalte {2}, höchstens {3} Spalten werden gelesen. Löschen, was weit rechts der Startliste steht, dann neu importieren.',
  ],
  [
    '{} is a Numbers document. Export it as Excel or CSV, then import that.',
    '{1} ist ein Numbers-Dokument. Als Excel oder CSV exportieren und das importieren.',
  ],
  [
    '{} is a ZIP archive without a workbook. Unpack it, and import the start list that is in it.',
    '{1} ist ein ZIP-Archiv ohne Arbeitsmappe. Auspacken und die Startliste darin importieren.',
  ],
  ['The {} is cut to {} characters.', '{1} ist auf {2} Zeichen gekürzt.'],
  [
    'The catalog could not be replaced ({}). Give your user write access to its folder, close other programs that have it open, then restore again. The damaged file and the backups are as they were.',
    'Der Katalog ließ sich nicht ersetzen ({1}). Schreibrechte für seinen Ordner geben, andere Programme schließen, die ihn offen haben, dann neu wiederherstellen. Die beschädigte Datei und die Sicherungen sind unverändert.',
  ],
  [
    'The events can be read, so nothing is restored.',
    'Die Veranstaltungen lassen sich lesen, also wird nichts wiederhergestellt.',
  ],
  [
    'There is no backup {}. Look at the list again.',
    'Es gibt keine Sicherung {1}. Noch einmal in die Liste sehen.',
  ],
  [
    'The catalog was written by a newer Photofinish ({}: version {}, this program knows {}). Update Photofinish, then open it again.',
    'Der Katalog stammt von einem neueren Photofinish ({1}: Version {2}, dieses Programm kennt {3}). Photofinish aktualisieren, dann neu öffnen.',
  ],
  [
    'The copy of the catalog is not whole ({}). The catalog itself is as it was; check the new disk, then try again.',
    'Die Kopie des Katalogs ist nicht ganz ({1}). Der Katalog selbst ist unverändert; das neue Laufwerk prüfen, dann erneut versuchen.',
  ],
  [
    'The disk with the catalog reports errors ({}). Check that it is still connected, then repeat.',
    'Das Laufwerk mit dem Katalog meldet Fehler ({1}). Prüfen, ob es noch verbunden ist, dann wiederholen.',
  ],
  [
    'What the disk of {} gives back differs from what was written. The original is as it was; check the disk and its cable, then try again.',
    'Was das Laufwerk von {1} zurückgibt, weicht vom Geschriebenen ab. Das Original ist unverändert; Laufwerk und Kabel prüfen, dann erneut versuchen.',
  ],
  ['The event of this export is gone.', 'Die Veranstaltung dieses Exports gibt es nicht mehr.'],
  [
    'This is a fault in Photofinish itself. What was written is verified; try again.',
    'Das ist ein Fehler in Photofinish selbst. Was geschrieben ist, ist geprüft; erneut versuchen.',
  ],
  [
    'The brace of "{}" is not closed. Add } behind the field.',
    'Die Klammer von „{1}“ ist nicht geschlossen. } hinter das Feld setzen.',
  ],
  [
    'Its name is not written in UTF-8, so it cannot be opened by that name. Rename it; "convmv -r -f latin1 -t utf8 --notest FOLDER" does so for a whole folder.',
    'Ihr Name ist nicht in UTF-8 geschrieben und lässt sich so nicht öffnen. Umbenennen; „convmv -r -f latin1 -t utf8 --notest FOLDER“ macht das für einen ganzen Ordner.',
  ],
  ['Video{} not searched.', 'Video{1} nicht durchsucht.'],
  [': copied and verified,', ': kopiert und geprüft,'],
  [
    '{} read yet: it is a RAW file without a JPEG. Import the JPEG as well, or set the camera to RAW + JPEG.',
    '{1} gelesen: eine RAW-Datei ohne JPEG. Auch das JPEG importieren oder die Kamera auf RAW + JPEG stellen.',
  ],
  ['Copied and verified; not', 'Kopiert und geprüft; noch nicht'],
  ['Not', 'Noch nicht'],
];
