import type { access as en } from '../en/access.ts'
import type { WordsOf } from '../words-of.ts'

export const access: WordsOf<typeof en> = {
  signIn: 'Anmelden',
  signInLead: 'NIS2 für Hersteller, getragen von IEC 62443.',
  email: 'E-Mail-Adresse',
  password: 'Passwort',
  newPassword: 'Passwort',
  yourName: 'Ihr Name',
  language: 'Sprache',
  forgot: 'Vergessen? Die Administration gibt Ihnen einen Link für ein neues Passwort.',
  passwordRule: 'Mindestens {{count}} Zeichen. Ein paar Wörter sind besser als ein schweres.',
  fault: {
    'too-short': 'Es ist zu kurz.',
    'too-long': 'Es ist zu lang.',
    common: 'Es gehört zu denen, die zuerst probiert werden.',
    'holds-the-address': 'Es enthält den Namen Ihrer E-Mail-Adresse.',
    'too-uniform': 'Es hat zu wenige verschiedene Zeichen.',
  },
  linkOpens: 'Der Link wird geöffnet …',
  linkFails: 'Dieser Link funktioniert nicht',
  link: { first: 'Das erste Konto', 'sign-in': 'Anmelden per Link', reset: 'Neues Passwort', invitation: 'Ihre Einladung' },
  linkLead: {
    first: 'Sie werden Administratorin oder Administrator. Andere laden Sie danach ein.',
    'sign-in': 'Dieser Link gilt einmal.',
    reset: 'Alle Ihre Sitzungen enden; Sie werden neu angemeldet.',
    invitation: 'Sie sind eingeladen zu {{organisation}}.',
  },
  linkAct: { first: 'Konto anlegen', 'sign-in': 'Anmelden', reset: 'Passwort setzen', invitation: 'Annehmen und anmelden' },
}
