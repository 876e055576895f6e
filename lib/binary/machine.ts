/**
 * What planning asks of machine code, in words that hold for amd64 and arm64. Registers are numbers of the machine's
 * instruction encoding; addresses are link-time; statuses and the like are the low 32 bits of a register.
 */
export interface Machine {
  arch: 'amd64' | 'arm64'
  /**
   * Registers of the first integer arguments and results of Go's ABIInternal: of `casgstatus(gp, old, new)` the first
   * three. Source: src/cmd/compile/abi-internal.md.
   */
  arguments: readonly number[]
  /** The register that holds the current g. */
  g: number
  /** Names of the general registers by number, as Go's assembler writes them. */
  registers: readonly string[]
  /**
   * Decodes a function. Never throws: what cannot be decoded ends the code (`whole` is false). `isBarrier` tells the
   * entries of the write barrier, whose calls keep all registers but one (R11 on amd64, R25 on arm64).
   */
  decode(bytes: Uint8Array, entry: number, isBarrier?: (address: number) => boolean): MachineCode
  /** Offsets in `bytes` that may hold a direct call of `target`; cheap, with false positives, for whole functions. */
  callCandidates(bytes: Buffer, entry: number, isTarget: (address: number) => boolean): Iterable<number>
  /** False if the code surely has no compare-and-swap of a 32-bit word: cheap, asked of every function of the runtime. */
  mayCompareAndSwap(bytes: Buffer): boolean
}

/** One function's code. An `index` counts its instructions. */
export interface MachineCode {
  /** False if the bytes could not be decoded to the end of the function. */
  readonly whole: boolean
  readonly count: number
  addressOf(index: number): number
  /** Index of the instruction that begins at `address`, or undefined if none does. */
  indexOf(address: number): number | undefined
  /** True if some jump of the function lands on the instruction. */
  isJumpedTo(index: number): boolean
  /** Destination of a direct call (CALL rel32, BL), −1 if the instruction is none. */
  callTarget(index: number): number
  /**
   * The constant in the low 32 bits of `register` just before instruction `index`, over every way that leads there;
   * undefined if it differs or is not a constant.
   */
  constantBefore(index: number, register: number): number | undefined
  /**
   * The register stored as the first word of stack arguments right before the call at `index` (ABI0: 0(SP) on amd64,
   * 8(RSP) on arm64) and not changed since, or undefined.
   */
  stackArgument(index: number): number | undefined
  /**
   * The first instruction after the call at `index` that the kernel emulates (a direct call, a jump, conditional or
   * not) and has a register that still holds what `register`, the call's result, held when the call returned. Undefined
   * if there is none before the ways part or meet: it must be passed once for each return.
   */
  branchAfter(index: number, register: number): { index: number; register: number } | undefined
  /**
   * True if on every way to `index` there is a pointer-wide store to `displacement` from the value that `register` holds
   * at `index`: the field was set.
   */
  storedBefore(index: number, register: number, displacement: number): boolean
  /** Addresses of variables in the order in which the code names them; `isVariable` says what is one. */
  variables(isVariable: (address: number) => boolean): Variable[]
  /** Every inlined compare-and-swap of the 32-bit word `displacement` bytes into a structure. */
  compareAndSwaps(displacement: number): CompareAndSwap[]
  /**
   * Every access to memory at a register plus a constant, in order; those with an index register and those relative to
   * the stack pointer or the program counter are left out. From these the offsets of fields are proven.
   */
  accesses(): Access[]
  /**
   * What put the value into `register` that it holds just before instruction `index`, copies and spills passed over;
   * undefined if the ways that lead there do not agree on it, or if it is none of `Source`. Only field offsets are
   * proven by it, so it may trust the compiler to keep what it spilled.
   */
  sourceOf(index: number, register: number): Source | undefined
}

export type Source =
  /** The register as the function was entered with it: an argument, or the current g. */
  | { how: 'argument'; register: number }
  /** A load of a field, one of `accesses`. */
  | { how: 'load'; access: Access }
  /** A direct or indirect call, whose results are what it left in the registers. */
  | { how: 'call'; index: number }

/** A load or store of a field, as far as the machine shows it: `base + displacement` is the address. */
export interface Access {
  /** Index of the instruction. */
  index: number
  how: 'load' | 'store'
  base: number
  displacement: number
  /** Bytes moved. A pair (LDP, STP) is two accesses. */
  width: 1 | 2 | 4 | 8
  /** The general register loaded or stored; −1 where a constant is stored (0 on arm64: ZR). */
  register: number
}

export interface Variable {
  address: number
  /** Index of the instruction that names it. */
  index: number
  /** `load` reads the variable into a register, `address` takes its address, `other` stores, compares… */
  how: 'load' | 'address' | 'other'
}

/** A compare-and-swap and the conditional jump behind it: what is probed where casgstatus was inlined. */
export interface CompareAndSwap {
  /** Address of the (first) instruction that swaps. */
  address: number
  /** Index of the jump, which the kernel emulates. */
  jump: number
  /** At the jump: register + delta is the structure's address. */
  base: { register: number; delta: number }
  /** When it succeeded, as the machine's state at the jump shows it. */
  success: Success
  /** Constants of the values compared with and swapped in; undefined where they are none. */
  old: number | undefined
  new: number | undefined
  /** The register that holds the new value at the jump, where it still does. */
  newRegister: number | undefined
}

/** The zero flag, or bit 0 of a register, and which of its values means yes. */
export type Success = { in: 'zero flag'; value: 0 | 1 } | { in: 'bit 0'; register: number; value: 0 | 1 }
