import type { Language } from '@caponier/core'

/** Sentences of what the PDF leaves to the spreadsheet in a large organisation. */
const EN = {
  byClass: 'By class',
  count: 'Count',
  scope: (shown: number, hidden: number): string =>
    `In full: the first ${shown} legal entities, the strictest class first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  byEntity: 'Coverage by legal entity',
  byEntityHow:
    'Implemented, and evidenced below it. Lowest, middle and highest are each taken over all legal entities in scope, measure by measure.',
  lowest: 'Lowest',
  middle: 'Middle',
  highest: 'Highest',
  entities: (shown: number, hidden: number): string =>
    `The ${shown} legal entities with the lowest coverage as implemented, lowest first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  detail: (shown: number, hidden: number): string =>
    `The ${shown} legal entities with the lowest coverage follow duty by duty. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  sites: (shown: number, hidden: number): string =>
    `The ${shown} plants with the lowest coverage as implemented, lowest first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  plants: (shown: number, hidden: number): string =>
    `The ${shown} plants with the most zones below target. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  zones: (shown: number, hidden: number): string =>
    `The ${shown} zones furthest below target (missing levels times criticality), furthest first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  conduits: (shown: number, hidden: number): string =>
    `The ${shown} conduits furthest below target (missing levels times criticality), furthest first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  immature: (shown: number, hidden: number): string =>
    `The ${shown} legal entities with the lowest maturity levels, lowest first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  unrecorded: (entities: number, requirements: number): string =>
    `${entities} legal entities: no level is recorded; requirements at 0: ${requirements}.`,
  plantsAt: 'Plants at ML',
  plantsAtHow: (count: number): string =>
    `How many of the ${count} plants stand at which level; the level is the lowest of them. Each plant is in the spreadsheet (XLSX) of this report.`,
  regulation: (shown: number, hidden: number): string =>
    `The ${shown} legal entities with the lowest coverage, those that the regulation binds first. ${hidden} more are in the spreadsheet (XLSX) of this report.`,
  rings: (shown: number, all: number): string => `The ${shown} of ${all} legal entities in scope with the lowest coverage as implemented.`,
  morePlants: (shown: number, hidden: number): string =>
    `The ${shown} plants with the most zones below target; ${hidden} more in chapter 4 or in the spreadsheet (XLSX).`,
}

const DE: typeof EN = {
  byClass: 'Nach Klasse',
  count: 'Anzahl',
  scope: (shown, hidden) =>
    `Ausführlich: die ersten ${shown} Rechtsträger, die strengste Klasse zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  byEntity: 'Abdeckung je Rechtsträger',
  byEntityHow:
    'Umgesetzt, darunter nachgewiesen. Niedrigster, mittlerer und höchster Wert gelten je Maßnahme über alle Rechtsträger im Anwendungsbereich.',
  lowest: 'Niedrigster',
  middle: 'Mittlerer',
  highest: 'Höchster',
  entities: (shown, hidden) =>
    `Die ${shown} Rechtsträger mit der niedrigsten umgesetzten Abdeckung, die niedrigste zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  detail: (shown, hidden) =>
    `Die ${shown} Rechtsträger mit der niedrigsten Abdeckung folgen Pflicht für Pflicht. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  sites: (shown, hidden) =>
    `Die ${shown} Werke mit der niedrigsten umgesetzten Abdeckung, die niedrigste zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  plants: (shown, hidden) =>
    `Die ${shown} Werke mit den meisten Zonen unter dem Ziel. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  zones: (shown, hidden) =>
    `Die ${shown} Zonen, die am weitesten unter dem Ziel liegen (fehlende Stufen mal Kritikalität), die weiteste zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  conduits: (shown, hidden) =>
    `Die ${shown} Conduits, die am weitesten unter dem Ziel liegen (fehlende Stufen mal Kritikalität), der weiteste zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  immature: (shown, hidden) =>
    `Die ${shown} Rechtsträger mit den niedrigsten Reifegraden, der niedrigste zuerst. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  unrecorded: (entities, requirements) => `${entities} Rechtsträger: kein Reifegrad ist erfasst; Anforderungen auf 0: ${requirements}.`,
  plantsAt: 'Werke auf ML',
  plantsAtHow: (count) =>
    `Wie viele der ${count} Werke auf welchem Reifegrad stehen; als Reifegrad steht der niedrigste. Jedes Werk steht in der Tabelle (XLSX) zu diesem Bericht.`,
  regulation: (shown, hidden) =>
    `Die ${shown} Rechtsträger mit der niedrigsten Abdeckung, zuerst die, für welche die Verordnung gilt. ${hidden} weitere stehen in der Tabelle (XLSX) zu diesem Bericht.`,
  rings: (shown, all) => `Die ${shown} von ${all} Rechtsträgern im Anwendungsbereich mit der niedrigsten umgesetzten Abdeckung.`,
  morePlants: (shown, hidden) =>
    `Die ${shown} Werke mit den meisten Zonen unter dem Ziel; ${hidden} weitere in Kapitel 4 oder in der Tabelle (XLSX).`,
}

/** What a shortened PDF says of itself. */
export const printWords = (lang: Language): typeof EN => (lang === 'de' ? DE : EN)
