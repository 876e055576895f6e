import { computed, signal } from '@preact/signals'
import { Stage, stageLabels } from '../../session/schema.js'

/** What the heat map can show: what stands in the address, what the reader sees, and the stages counted. */
export interface Choice {
  id: string
  label: string
  stages: readonly number[]
}

const ids = ['create', 'ready', 'run', 'wait', 'syscall', 'lifetime']

/** All time spent runnable comes first: it is what the scheduler is answerable for. */
export const choices: readonly Choice[] = [
  { id: '', label: 'ready → run, first runs too', stages: [Stage.CREATE_TO_RUN, Stage.READY_TO_RUN] },
  ...ids.map((id, stage) => ({ id, label: stageLabels[stage]!, stages: [stage] })),
]

/** The `id` of what is shown. */
export const choiceId = signal('')
export const choice = computed(() => choices.find(one => one.id === choiceId.value) ?? choices[0]!)
