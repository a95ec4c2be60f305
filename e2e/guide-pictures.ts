/** Pictures that the guide shows: name in a journey -> file in docs/guide/pictures. All others are looked at and not kept. */
const KEPT: Readonly<Record<string, string>> = {
  'screen-cockpit': 'cockpit',
  'screen-cockpit-dark-de': 'cockpit-dark-german',
  'screen-cockpit-phone-de': 'cockpit-phone-german',
  'screen-scope': 'scope',
  'screen-gaps': 'gap-analysis',
  'screen-zone': 'zone',
  'screen-position': 'position',
  'screen-findings': 'findings',
  'screen-requirement': 'requirement',
  'focus-mode': 'focus-mode',
  'my-questions': 'my-questions-phone',
  evidence: 'evidence',
  proposals: 'proposals',
  'sheet-preview': 'spreadsheet-import',
  reports: 'reports',
  'start-decision': 'guided-start',
  'start-result': 'first-position',
  assessment: 'assessment',
  people: 'people',
  activity: 'activity',
}

/** File name of a picture that the guide shows; undefined for one that it does not. */
export const fileOfPicture = (name: string): string | undefined => (Object.hasOwn(KEPT, name) ? KEPT[name] : undefined)
