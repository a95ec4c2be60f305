import type { Sentences } from '../sentences.ts'

/** Controls, evidence, their links and files. */
export const EVIDENCE: Sentences = {
  'differs from the stored status': 'weicht vom gespeicherten Status ab',
  'set the status by its own route, so that its past is kept':
    'setzen Sie den Status auf dem eigenen Weg, damit seine Vergangenheit erhalten bleibt',
  'is for those who may open all its files, former ones too': 'steht denen zu, die alle Dateien öffnen dürfen, auch frühere',
  'ask the owner of this evidence': 'fragen Sie, wem dieser Nachweis gehört',
  'the bytes of {} are not in the store of files': 'Die Bytes von {1:said} liegen nicht im Dateispeicher.',
  'restore the folder of files from a backup, or upload the file again':
    'Stellen Sie den Ordner der Dateien aus einer Sicherung wieder her, oder laden Sie die Datei noch einmal hoch.',
  'is missing: evidence hangs on requirements of a framework for a subject':
    'fehlt: ein Nachweis hängt an Anforderungen eines Rahmenwerks für einen Gegenstand',
  'name all three, or none of them': 'nennen Sie alle drei, oder keines davon',
  'is not you': 'sind nicht Sie',
  'name the subject and the requirement that it proves': 'nennen Sie den Gegenstand und die Anforderung, die er belegt',
  'names neither controls nor evidence': 'nennt weder Schutzmaßnahmen noch Nachweise',
  'name at least one': 'nennen Sie mindestens eines',
  '{} is no requirement of {} for {}': '{1} ist keine Anforderung von {2} für {3}',
  'there is no control "{}", or you may not see it': 'die Schutzmaßnahme „{1}“ gibt es nicht, oder Sie dürfen sie nicht sehen',
  'there is no evidence "{}", or you may not see it': 'den Nachweis „{1}“ gibt es nicht, oder Sie dürfen ihn nicht sehen',
  'choose another': 'wählen Sie anderes',
  '"{}" is confidential; who may not open it cannot hang it at another place':
    '„{1}“ ist vertraulich; wer den Nachweis nicht öffnen darf, kann ihn nicht anderswo anhängen',
  'ask somebody who may open it': 'bitten Sie jemanden, der ihn öffnen darf',
  '"{}" is no evidence of yours': '„{1}“ ist kein Nachweis von Ihnen',
  'lies before {}, the first day': 'liegt vor dem {1}, dem ersten Tag',
  'give a later day, or leave it open': 'geben Sie einen späteren Tag an, oder lassen Sie es offen',
  '{} is empty': '{1} ist leer',
  'choose a file with content': 'wählen Sie eine Datei mit Inhalt',
  'the file could not be kept: the disk is full or does not let it be written':
    'Die Datei ließ sich nicht aufbewahren: die Platte ist voll oder lässt sich nicht beschreiben.',
  'ask who runs the server to make room, then upload again':
    'Bitten Sie, wer den Server betreibt, Platz zu schaffen, dann laden Sie noch einmal hoch.',
  'the file is over {} MB': 'Die Datei ist größer als {1} MB.',
  'keep large captures where they are and upload what proves it: an excerpt, a report, a hash list':
    'Lassen Sie große Mitschnitte, wo sie sind, und laden Sie hoch, was es belegt: einen Auszug, einen Bericht, eine Hashliste.',
  "the organisation's room for files ({} GB) is used up: {} MB are left":
    'Der Platz der Organisation für Dateien ({1} GB) ist verbraucht: {2} MB sind frei.',
  'remove evidence that proves nothing, or ask an administrator for more room (Settings)':
    'Entfernen Sie Nachweise, die nichts belegen, oder bitten Sie einen Administrator um mehr Platz (Einstellungen).',
  'the control "{}"': 'die Schutzmaßnahme „{1}“',
  'the piece of evidence "{}"': 'der Nachweis „{1}“',
  'a file of this evidence': 'eine Datei dieses Nachweises',
  'change the status of this control': 'den Status dieser Schutzmaßnahme ändern',
  'give this evidence a file': 'diesem Nachweis eine Datei geben',
  'open the file of this evidence, which is confidential': 'die Datei dieses Nachweises öffnen, die vertraulich ist',
  'add evidence that hangs nowhere': 'einen Nachweis hinzufügen, der nirgends hängt',
  'link controls at {}': 'Schutzmaßnahmen an {1} hängen',
  'renew this evidence': 'diesen Nachweis erneuern',
  'it is {} already on that day': 'Der Status ist an dem Tag schon „{1:said}“.',
  'its status has changed 200 times, which is the most that is kept': 'Der Status hat sich 200-mal geändert; mehr wird nicht aufbewahrt.',
  'leave it out: it is made from the name': 'Lassen Sie sie weg: sie entsteht aus dem Namen.',
  'retire it and add a new control': 'Nehmen Sie die Schutzmaßnahme außer Betrieb und legen Sie eine neue an.',
  'the file was swept away in the same moment': 'Die Datei wurde im selben Augenblick weggeräumt.',
  'upload it again': 'Laden Sie sie noch einmal hoch.',
  '{} files are being sent already': '{1} Dateien werden schon gesendet.',
  'wait until one of them is through': 'Warten Sie, bis eine davon angekommen ist.',
}
