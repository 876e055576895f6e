/** The matrix: which Go versions, in which forms, for which machines, and how each is built. */

export type Arch = 'amd64' | 'arm64'

export interface Cell {
  version: string
  arch: Arch
  form: string
}

export interface Form {
  /** As the table names it: the flags of `go build`, or what was done to the binary. */
  name: string
  args: readonly string[]
  /** True where a C compiler takes part. */
  cgo?: boolean
  env?: Readonly<Record<string, string>>
  /**
   * Built with this version's own CPU profile of the same program, which differs from run to run; or with one in which
   * every call in the scheduler is hot, the same each time and worse than any real one.
   */
  profiled?: true | 'hot'
  /** What is done to the linked binary. */
  after?: 'strip' | 'remove build info'
  /** How the unstripped binary with the same code is built: its symbols and DWARF are the oracle. Absent: as itself. */
  sibling?: Pick<Form, 'args' | 'cgo' | 'profiled'>
  archs?: readonly Arch[]
  /** First minor version that has it. */
  since?: number
  /** Of the 6 forms that must be planned for every version, or of the others. */
  core: boolean
}

/** The newest patch of each minor version. */
export const versions = [
  '1.18.10',
  '1.19.13',
  '1.20.14',
  '1.21.13',
  '1.22.12',
  '1.23.12',
  '1.24.13',
  '1.25.14',
  '1.26.11',
  '1.27.4',
]

export const archs: readonly Arch[] = ['amd64', 'arm64']

const stripped = '-ldflags=-s -w'
/** Strips nothing, and is as long as the flags that do: their text is in the build info, and its length moves the data. */
const unstripped = '-ldflags=-s=0 '
const pie = '-buildmode=pie'
const external = '-ldflags=-linkmode=external'
/** Of forms for which the whole standard library is compiled anew: without net/http, a fifth of the time. */
const small = '-tags=small'

/** The default build: every other form is compared with its transitions. */
export const plain = 'plain'

export const forms: readonly Form[] = [
  { name: plain, args: [], core: true },
  { name: '-s -w', args: [stripped], sibling: { args: [unstripped] }, core: true },
  { name: 'PIE', args: [pie], core: true },
  { name: 'PIE -s -w', args: [pie, stripped], sibling: { args: [pie, unstripped] }, core: true },
  { name: 'external link', args: [external], cgo: true, core: true },
  { name: '-N -l', args: ['-gcflags=all=-N -l'], core: true },
  { name: 'profile-guided', args: [small], profiled: true, since: 20, core: false },
  {
    name: 'profile-guided -s -w',
    args: [small, stripped],
    profiled: true,
    sibling: { args: [small, unstripped], profiled: true },
    since: 20,
    core: false,
  },
  { name: 'profile-guided, every call hot', args: [small], profiled: 'hot', since: 21, core: false },
  { name: 'no build info', args: [], after: 'remove build info', sibling: { args: [] }, core: false },
  {
    name: 'no build info, -s -w',
    args: [stripped],
    after: 'remove build info',
    sibling: { args: [unstripped] },
    core: false,
  },
  { name: 'GNU strip', args: [], after: 'strip', sibling: { args: [] }, core: false },
  { name: '-compressdwarf=false', args: ['-ldflags=-compressdwarf=false'], core: false },
  { name: 'cgo, internal link', args: [small, '-ldflags=-linkmode=internal'], cgo: true, core: false },
  {
    name: 'external PIE, GNU strip',
    args: [small, pie, external],
    cgo: true,
    after: 'strip',
    sibling: { args: [small, pie, external], cgo: true },
    core: false,
  },
  { name: 'external PIE', args: [small, pie, external], cgo: true, core: false },
  { name: 'c-shared', args: [small, '-buildmode=c-shared'], cgo: true, core: false },
  { name: '-race', args: [small, '-race'], cgo: true, archs: ['amd64'], core: false },
  { name: 'GOAMD64=v3', args: [small], env: { GOAMD64: 'v3' }, archs: ['amd64'], core: false },
]

export function formOf(cell: Cell): Form {
  return formNamed(cell.form)
}

export function formNamed(name: string): Form {
  const form = forms.find(one => one.name === name)
  if (!form) throw new Error(`there is no form called ${name}`)
  return form
}

export function minorOf(version: string): number {
  return Number(version.split('.')[1])
}

/** Why a cell does not exist, or undefined if it does. */
export function absence({ version, arch, form }: Cell): string | undefined {
  const { archs: only, since, name } = formNamed(form)
  if (only && !only.includes(arch)) return name === '-race' ? 'needs a native C library' : 'amd64 only'
  if (since !== undefined && minorOf(version) < since) return `go1.${since} and newer`
  return undefined
}

/** Every cell, those first that others depend on and that tell most. */
export function allCells(): Cell[] {
  const cells = forms.flatMap(form =>
    archs.flatMap(arch => versions.map(version => ({ version, arch, form: form.name }))),
  )
  return cells.filter(cell => absence(cell) === undefined)
}
