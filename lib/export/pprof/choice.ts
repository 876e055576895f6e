import { RunqscopeError } from '../../errors.js'
import { type ProfileName, profileNames } from './samples.js'

/** @throws RunqscopeError usage */
export function profileOf(name: string | undefined): ProfileName {
  const found = profileNames.find(known => known === (name ?? profileNames[0]))
  if (found) return found
  throw RunqscopeError.make('usage', `--profile ${name} is unknown`, `write ${profileNames.join(', ')}`)
}
