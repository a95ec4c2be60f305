import type { SheetLanguage } from './print-cell.ts'

/** What is wrong with a cell, and how to mend it. */
export interface Said {
  readonly why: string
  readonly mend: string
}

/** Messages about rows in both languages. `what` is one object of the kind that is meant, e.g. zone. */
export interface RowMessages {
  readonly noSuch: (what: string, text: string, near: string | undefined) => Said
  readonly noSubject: (text: string, near: string | undefined) => Said
  readonly noChoice: (text: string, words: readonly string[]) => Said
  readonly noFlag: (text: string) => Said
  readonly noNumber: (text: string) => Said
  readonly noWhole: (text: string) => Said
  readonly noDate: (text: string) => Said
  readonly noCountry: (text: string) => Said
  readonly noVector: (text: string) => Said
  readonly tooManyParts: (text: string, parts: readonly string[]) => Said
  readonly missing: Said
  readonly notRemovable: Said
  readonly severalOfName: (what: string, name: string) => Said
  readonly twice: (what: string, row: number) => Said
  readonly idTaken: (what: string, id: string) => Said
  readonly mayNot: (what: string) => Said
  readonly mayNotPlace: (what: string) => Said
  readonly targetMissing: Said
  readonly lacksColumn: string
  readonly noColumn: (headers: readonly string[]) => Said
  readonly correct: string
}

const EN: RowMessages = {
  noSuch: (what, text, near) => ({
    why: `there is no ${what} "${text}", or several of that name`,
    mend: near === undefined ? `write the id of the ${what}; add it first if it is new` : `did you mean ${near}?`,
  }),
  noSubject: (text, near) => ({
    why: `there is no ${text}`,
    mend: near === undefined ? 'write kind and id, like zone:line-3' : `did you mean ${near}?`,
  }),
  noChoice: (text, words) => ({ why: `"${text}" is none of the words`, mend: `write one of: ${words.join(', ')}` }),
  noFlag: (text) => ({ why: `"${text}" is neither yes nor no`, mend: 'write yes or no' }),
  noNumber: (text) => ({ why: `"${text}" is no number`, mend: 'write digits, with a point before decimals and nothing between thousands' }),
  noWhole: (text) => ({ why: `"${text}" is no whole number`, mend: 'write digits only' }),
  noDate: (text) => ({ why: `"${text}" is no date`, mend: 'write it like 2026-03-31' }),
  noCountry: (text) => ({ why: `"${text}" is no country code`, mend: 'write two letters, like DE' }),
  noVector: (text) => ({
    why: `"${text}" is no SL vector`,
    mend: 'write seven levels 0 to 4 in the order IAC UC SI DC RDF TRE RA, like 2 2 2 1 3 2 1, with - for a missing one; or one level for all seven',
  }),
  tooManyParts: (text, parts) => ({
    why: `"${text}" has too many parts`,
    mend: `write ${parts.join(' | ')}, and a semicolon before the next one`,
  }),
  missing: { why: 'is missing', mend: 'fill the cell' },
  notRemovable: { why: 'cannot be removed', mend: 'leave the cell empty, or write another value' },
  severalOfName: (what, name) => ({ why: `several of this name: "${name}"`, mend: `add a column with the id of the ${what}` }),
  twice: (what, row) => ({ why: `the ${what} stands in row ${row} already`, mend: 'keep one of the two rows' }),
  idTaken: (what, id) => ({
    why: `the id "${id}" belongs, or has belonged, to another ${what}`,
    mend: 'choose another id, or leave it empty',
  }),
  mayNot: (what) => ({ why: `you may not change this ${what}`, mend: 'leave the row out, or ask somebody who may' }),
  mayNotPlace: (what) => ({ why: `you may not put a ${what} there`, mend: 'leave the row out, or ask somebody who may' }),
  targetMissing: { why: 'a reason or a date of SL-T without SL-T', mend: 'write the seven levels too' },
  lacksColumn: 'the sheet lacks a column',
  noColumn: (headers) => ({ why: `no column is understood as ${headers.join(' or ')}`, mend: 'choose the column that holds it' }),
  correct: 'correct the cell',
}

const DE: RowMessages = {
  noSuch: (what, text, near) => ({
    why: `„${text}“ gibt es nicht (${what}), oder mehrfach unter diesem Namen`,
    mend: near === undefined ? 'die Id schreiben; was neu ist, zuerst anlegen' : `gemeint vielleicht ${near}?`,
  }),
  noSubject: (text, near) => ({
    why: `${text} gibt es nicht`,
    mend: near === undefined ? 'Art und Id schreiben, etwa zone:line-3' : `gemeint vielleicht ${near}?`,
  }),
  noChoice: (text, words) => ({ why: `„${text}“ ist keines der Wörter`, mend: `eines schreiben von: ${words.join(', ')}` }),
  noFlag: (text) => ({ why: `„${text}“ ist weder ja noch nein`, mend: 'ja oder nein schreiben' }),
  noNumber: (text) => ({
    why: `„${text}“ ist keine Zahl`,
    mend: 'Ziffern schreiben, mit einem Punkt vor Dezimalen und nichts zwischen Tausendern',
  }),
  noWhole: (text) => ({ why: `„${text}“ ist keine ganze Zahl`, mend: 'nur Ziffern schreiben' }),
  noDate: (text) => ({ why: `„${text}“ ist kein Datum`, mend: 'schreiben wie 2026-03-31 oder 31.03.2026' }),
  noCountry: (text) => ({ why: `„${text}“ ist kein Länderkürzel`, mend: 'zwei Buchstaben schreiben, etwa DE' }),
  noVector: (text) => ({
    why: `„${text}“ ist kein SL-Vektor`,
    mend: 'sieben Stufen 0 bis 4 schreiben in der Folge IAC UC SI DC RDF TRE RA, etwa 2 2 2 1 3 2 1, mit - für eine fehlende; oder eine Stufe für alle sieben',
  }),
  tooManyParts: (text, parts) => ({
    why: `„${text}“ hat zu viele Teile`,
    mend: `${parts.join(' | ')} schreiben, und ein Semikolon vor dem nächsten`,
  }),
  missing: { why: 'fehlt', mend: 'die Zelle ausfüllen' },
  notRemovable: { why: 'lässt sich nicht entfernen', mend: 'die Zelle leer lassen oder einen anderen Wert schreiben' },
  severalOfName: (what, name) => ({ why: `mehrere dieses Namens: „${name}“`, mend: `eine Spalte mit der Id hinzufügen (${what})` }),
  twice: (what, row) => ({ why: `steht schon in Zeile ${row} (${what})`, mend: 'eine der beiden Zeilen behalten' }),
  idTaken: (what, id) => ({
    why: `die Id „${id}“ gehört oder gehörte schon anderem (${what})`,
    mend: 'eine andere Id wählen oder die Zelle leer lassen',
  }),
  mayNot: (what) => ({ why: `das dürfen Sie nicht ändern (${what})`, mend: 'die Zeile weglassen, oder jemanden bitten, der es darf' }),
  mayNotPlace: (what) => ({
    why: `dort dürfen Sie nichts anlegen (${what})`,
    mend: 'die Zeile weglassen, oder jemanden bitten, der es darf',
  }),
  targetMissing: { why: 'ein Grund oder Datum von SL-T ohne SL-T', mend: 'auch die sieben Stufen schreiben' },
  lacksColumn: 'der Tabelle fehlt eine Spalte',
  noColumn: (headers) => ({
    why: `keine Spalte wird als ${headers.join(' oder ')} verstanden`,
    mend: 'die Spalte wählen, in der es steht',
  }),
  correct: 'die Zelle berichtigen',
}

/** Messages about rows, in the language of the reader. */
export const ROW_MESSAGES: Readonly<Record<SheetLanguage, RowMessages>> = { en: EN, de: DE }
