import { RunqscopeError } from '../errors.js'

/** Files that people point at by mistake, by their first bytes. */
const strangers: { magic: number[]; what: string; remedy?: string }[] = [
  {
    magic: [0x00, 0x61, 0x73, 0x6d],
    what: 'a WebAssembly module',
    remedy: 'only native Linux programs have threads to probe',
  },
  { magic: [0x23, 0x21], what: 'a script', remedy: 'name the program that it starts, or attach to its pid' },
  { magic: [0x4d, 0x5a], what: 'a Windows executable', remedy: 'build with GOOS=linux' },
  { magic: [0xcf, 0xfa, 0xed, 0xfe], what: 'a macOS executable', remedy: 'build with GOOS=linux' },
  {
    magic: [0xca, 0xfe, 0xba, 0xbe],
    what: 'a macOS universal binary or a Java class',
    remedy: 'build with GOOS=linux',
  },
  {
    magic: [0x21, 0x3c, 0x61, 0x72, 0x63, 0x68, 0x3e],
    what: 'a static library',
    remedy: 'name the linked program',
  },
  { magic: [0x1f, 0x8b], what: 'a gzip archive', remedy: 'unpack it first' },
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive', remedy: 'unpack it first' },
]

/** The refusal of a file without the ELF magic, by what it is. */
export function notElf(head: Buffer): RunqscopeError {
  for (const { magic, what, remedy } of strangers) {
    if (magic.every((byte, i) => head[i] === byte)) {
      return RunqscopeError.make('not-elf', `the file is ${what}, not a Linux executable (ELF)`, remedy)
    }
  }
  const found = head.length === 0 ? 'it is empty' : `it begins with ${head.subarray(0, 4).toString('hex')}`
  return RunqscopeError.make(
    'not-elf',
    `the file is not a Linux executable (ELF): ${found}`,
    'name a program that Go built',
  )
}

/** ELF e_machine values worth naming. Source: System V ABI, e_machine. */
const machines: Record<number, string> = {
  2: 'sparc',
  3: '386',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  243: 'riscv64',
  258: 'loong64',
}

const planned = 'runqscope plans amd64 and arm64'

/** The refusal of an ELF file for a machine whose code is not understood. */
export function otherMachine(machine: number): RunqscopeError {
  const name = machines[machine] ?? `ELF machine ${machine}`
  return RunqscopeError.make(
    'unsupported-arch',
    `the binary is built for ${name}; ${planned}`,
    'build with GOARCH=amd64 or arm64 and run it on such a machine',
  )
}

/** The refusal of an ELF file whose numbers are of another width or order. */
export function otherData(what: string): RunqscopeError {
  return RunqscopeError.make(
    'unsupported-arch',
    `the binary is ${what}; ${planned}`,
    'build with GOARCH=amd64 or arm64',
  )
}
