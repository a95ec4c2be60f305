import type { Sentences } from '../sentences.ts'

/** Frameworks, position, reports and scope. */
export const POSITION: Sentences = {
  'framework {}': 'das Rahmenwerk {1}',
  'adopted framework {}': 'das übernommene Rahmenwerk {1}',
  'a law pack of {}': 'das Rechtspaket von {1}',
  'adopt frameworks': 'Rahmenwerke übernehmen',
  'drop frameworks': 'Rahmenwerke aufgeben',
  '{} is evaluated always': '{1} wird immer ausgewertet.',
  '{} is adopted; only one edition of 2-1 counts': '{1} ist übernommen; nur eine Ausgabe von 2-1 zählt.',
  'there is nothing to adopt': 'Es ist nichts zu übernehmen.',
  'adopt it instead of {}, whose answers are kept, or leave it':
    'Übernehmen Sie sie anstelle von {1}, deren Antworten erhalten bleiben, oder lassen Sie es.',
  '{} is not adopted': '{1} ist nicht übernommen.',
  'no edition of 2-1 would count until {}': 'Bis {1:said} würde keine Ausgabe von 2-1 zählen.',
  'give today or an earlier day, and change on the day itself':
    'Geben Sie heute oder einen früheren Tag an, und wechseln Sie am Tag selbst.',
  'site {}': 'der Standort {1}',
  'measure {} of {}': 'die Maßnahme {1} von {2}',
  'a security level of {}': 'ein Security Level von {1}',
  'finding {}': 'die Feststellung {1}',
  'legal entity {}': 'der Rechtsträger {1}',
  'the file of this report, which is not finished': 'die Datei dieses Berichts, der nicht fertig ist',
  'the report': 'der Bericht',
  'stop a report that somebody else asked for': 'einen Bericht anhalten, den jemand anderes angefordert hat',
  'remove a report that somebody else asked for': 'einen Bericht entfernen, den jemand anderes angefordert hat',
  'make a report over the whole organisation': 'einen Bericht über die ganze Organisation erstellen',
  '{} reports wait already': '{1} Berichte warten schon.',
  'the report has ended already': 'Der Bericht ist schon beendet.',
  'the report is still being made': 'Der Bericht wird noch erstellt.',
  'wait until some are made, or cancel them': 'Warten Sie, bis einige fertig sind, oder brechen Sie sie ab.',
  'cancel it first': 'Brechen Sie ihn zuerst ab.',
  'the bytes of this report are not in the store of files': 'Die Bytes dieses Berichts liegen nicht im Dateispeicher.',
  'make it again': 'Erstellen Sie ihn noch einmal.',
  'a {} report does not come as {}': 'diesen Bericht gibt es nicht als {2}',
  'choose {}': 'wählen Sie {1:said}',
  'a registration dossier is about one legal entity': 'ein Registrierungsdossier gilt einem Rechtsträger',
  'choose the entity': 'wählen Sie den Rechtsträger',
  'lies in the future': 'liegt in der Zukunft',
  'give a day up to today': 'geben Sie einen Tag bis heute an',
  'choose one of the legal entities or sites that you see': 'wählen Sie einen der Rechtsträger oder Standorte, die Sie sehen',
  'the {} "{}" does not exist any more': '{1:said} „{2}“ gibt es nicht mehr',
  'the organisation does not exist any more': 'die Organisation gibt es nicht mehr',
  'the program on disk was changed since this server was started; restart it':
    'das Programm auf der Platte wurde geändert, seit dieser Server gestartet wurde; der Server muss neu gestartet werden',
  'ask an administrator to restart the server; other pages work until then':
    'bitten Sie einen Administrator, den Server neu zu starten; andere Seiten gehen bis dahin weiter',
  'the legal entity does not exist on that day': 'den Rechtsträger gibt es an diesem Tag nicht',
  'a registration dossier comes as PDF': 'ein Registrierungsdossier gibt es als PDF',
  'the thread that makes it ended early; there may be too little memory':
    'der Rechenfaden, der ihn erstellt, endete vorzeitig; vielleicht ist zu wenig Speicher da',
  'the server stopped {} times while it was made': 'der Server hielt {1}-mal an, während er erstellt wurde',
  'it could not be made: an error of the program, which is in the log of the server':
    'er ließ sich nicht erstellen: ein Fehler des Programms, der im Protokoll des Servers steht',
  'The PDF was not made: its process ended with {}{}. Everything else of the report is unharmed.':
    'Das PDF wurde nicht erstellt: sein Prozess endete mit {1}{2}. Alles Übrige des Berichts ist unversehrt.',
  'unknown activity {}; caponier scope activities lists them': 'die Tätigkeit {1} ist unbekannt',
  '"none" says that there is no annex activity and cannot stand beside one':
    '„none“ sagt, dass es keine Tätigkeit der Anhänge gibt, und kann nicht neben einer stehen',
  'no code {} in NACE Rev. {}; write 27, 27.1 or 27.11, with or without the section letter':
    'den Code {1} gibt es in NACE Rev. {2} nicht; schreiben Sie 27, 27.1 oder 27.11, mit oder ohne Buchstaben des Abschnitts',
  'must be a currency code such as PLN': 'muss ein Währungskürzel wie PLN sein',
  '{} {} in the group; nothing was decided': '{1} {2:said} im Konzern; nichts wurde entschieden.',
  '{} has other figures here than under another entity': '{1} hat hier andere Zahlen als unter einem anderen Rechtsträger',
  'give the same figures wherever it is named, or only once': 'geben Sie überall dieselben Zahlen an, oder nur einmal',
  'the id {} is used twice': 'die Id {1} ist zweimal vergeben',
  'years must be in ascending order, each once, latest last': 'Jahre müssen aufsteigend stehen, jedes einmal, das jüngste zuletzt',
  'no entity {} in the group': 'den Rechtsträger {1} gibt es im Konzern nicht',
  'name an entity by its id, or describe it under links':
    'nennen Sie einen Rechtsträger mit seiner Id, oder beschreiben Sie ihn unter links',
  '{} cannot hold itself': '{1} kann sich nicht selbst halten',
  '{} is an entity of the group': '{1} ist ein Rechtsträger des Konzerns',
  'name it under holdings of its holder; links are for enterprises outside':
    'nennen Sie ihn unter holdings dessen, der ihn hält; links sind für Unternehmen außerhalb',
  '{} % of {} are held in sum, more than 100 %': 'von {2} werden zusammen {1} % gehalten, mehr als 100 %',
  'correct the shares of its holders': 'berichtigen Sie die Anteile derer, die es halten',
  'give the holding that counts and leave the other out': 'geben Sie die Beteiligung an, die zählt, und lassen Sie die andere weg',
  'Check that @myriaddreamin/typst-ts-node-compiler is installed for this platform and that about 500 MB of memory are free; the spreadsheet and position.json hold the same numbers.':
    'Prüfen Sie, ob @myriaddreamin/typst-ts-node-compiler für diese Plattform installiert ist und etwa 500 MB Speicher frei sind; die Tabelle und position.json enthalten dieselben Zahlen.',
}
