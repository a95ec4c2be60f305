import type { Content } from '@caponier/core'
import { seededRandom } from '../random.ts'

/** Lines of `caponier scope --jsonl`: every second one carries links and years; every state, activity and size occurs. */
export function scopeLines(content: Content, count: number): string[] {
  const random = seededRandom(20_221_214)
  const activities = content.activities.map((activity) => activity.id).filter((id) => id !== 'none')
  const states = content.laws.map((law) => law.code)
  const figures = (): { headcount: number; turnoverEur: number; balanceEur: number } => ({
    headcount: random.pick([random.between(1, 60), random.between(40, 260), random.between(240, 5_000)]),
    turnoverEur: random.between(1, 80) * 1_000_000 + random.between(0, 99_999_999) / 100,
    balanceEur: random.between(1, 60) * 1_000_000,
  })
  const link = (index: number): object => ({
    to: `enterprise-${index}`,
    sharePercent: random.pick([10, 25, 33.3333, 50, 50.01, 75, 100]),
    control: random.chance(0.3),
    direction: random.pick(['up', 'down']),
    ...figures(),
  })
  return Array.from({ length: count }, (_, index) => {
    const grouped = index % 2 === 1
    return JSON.stringify({
      id: `case-${index}`,
      establishment: random.pick(states),
      ...figures(),
      activities: Array.from({ length: random.between(1, 3) }, () => random.pick(activities)),
      ...(random.chance(0.2) ? { establishments: [random.pick(states), random.pick(states)] } : {}),
      ...(random.chance(0.1) ? { nace: [{ code: random.pick(['26.11', '27.12', '28.15', '29.32', '10.51', '20.14']), rev: '2' }] } : {}),
      ...(random.chance(0.05) ? { flags: { criticalEntity: true } } : {}),
      ...(grouped
        ? {
            years: [2023, 2024, 2025].map((year) => ({ year, ...figures() })),
            priorStatus: random.pick(['small', 'medium', 'large']),
            links: Array.from({ length: random.between(1, 4) }, (__, at) => link(at)),
            independentSystems: random.chance(0.5),
          }
        : {}),
    })
  })
}
