/** Rules of computation in a few sentences each; the full text is in the method pages of the documentation. */
export const method = {
  title: 'How the numbers are computed',
  lead: 'The rules behind every number, in short. The documentation (docs/method) has them in full with a worked example.',
  docs: 'In full: docs/method/{{page}}.md',
  topics: {
    numbers: {
      title: 'Three numbers',
      text: 'Implemented counts 1 for met or compensated, 1/2 for partly met, 0 for the rest. Designed counts at least that, or what a linked control that is planned or operating aims at. Evidenced counts as implemented, but only where at least one linked piece of evidence is valid today. Not applicable is in no denominator. So evidenced is never above implemented, and implemented never above designed.',
      short: 'met 1, partly 1/2, else 0; evidenced only with valid evidence',
      page: 'coverage',
    },
    measure: {
      title: 'A measure',
      text: 'A measure is the plain mean of its duties. Duties to which nothing applies are left out. Beside the mean stands what is weakest, since a mean hides it.',
      short: 'plain mean of its duties',
      page: 'coverage',
    },
    duty: {
      title: 'A duty and its carriers',
      text: 'Answered: the duty’s own answer. Carried: the mean of the requirements that carry it, weighted by strength (full 1, partial 1/2, supports 1/4; low confidence weighs as supports). Partly carried: half the own answer, half the carriers, or the half that exists. Only adopted frameworks count.',
      short: 'own answer, carriers weighted 1 : 1/2 : 1/4, or half and half',
      page: 'coverage',
    },
    requirement: {
      title: 'A requirement over subjects',
      text: 'The mean over its applicable subjects in the entity or site, weighted by criticality 1 to 3. This comes before the mean over requirements, so that many zones never outvote one duty. Requirements of IEC 62443-3-3 count at a zone up to its target level; those that carry a duty fully count everywhere.',
      short: 'mean over subjects, weighted by criticality',
      page: 'coverage',
    },
    level: {
      title: 'Security levels',
      text: 'Level n holds when every requirement and enhancement selected at a level up to n is met, compensated or not applicable, and at least one of them is met or compensated. SL-A is the highest level that holds. SL-E asks the same with valid evidence. The seven levels stay side by side; a single number is always their minimum.',
      short: 'highest level at which every selected row is satisfied',
      page: 'security-level',
    },
    answer: {
      title: 'An answer',
      text: 'A subject’s own answer counts, else the nearest above it where the requirement is inheritable. Not assessed never overrides. A confirmed contradiction caps the answer at partly until it is treated. Where several entities share a site, the lowest of their answers counts.',
      short: 'own answer, else the nearest above; a contradiction caps at partly',
      page: 'position',
    },
    maturity: {
      title: 'Maturity',
      text: 'Maturity levels ML 1 to 4 are recorded per requirement of 2-1, 2-4 and 4-1, apart from the state. The level of a domain is the lowest over its applicable requirements; what is not recorded counts as 0.',
      short: 'lowest over the applicable requirements',
      page: 'position',
    },
    cir: {
      title: 'Implementing Regulation (EU) 2024/2690',
      text: 'The plain mean over the applicable points of its annex, marked binding where the regulation binds the entity and yardstick elsewhere.',
      short: 'plain mean over the points of the annex',
      page: 'coverage',
    },
    carried: {
      title: 'Carried share',
      text: 'How much of a measure IEC 62443 can carry at all: the mean over its duties of 1 (carried), 1/2 (partly) and 0 (answered). The rest has to be answered directly.',
      short: 'mean of 1 carried, 1/2 partly, 0 answered',
      page: 'coverage',
    },
  },
} as const
