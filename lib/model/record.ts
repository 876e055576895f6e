import { createLayout, eventLayout, SLOT_SIZE } from '../contract.gen.js'

/** A slot as 32-bit words: what the model reads records through. All numbers here are word indexes. */
export const SLOT_WORDS = SLOT_SIZE / 4

export const TIME_WORD = eventLayout.time_ns / 4
export const GOID_WORD = eventLayout.goid / 4
export const OTHER_WORD = eventLayout.other / 4
export const TID_WORD = eventLayout.tid / 4
/** p (16 bits), site (8), reason (8), low bits first. */
export const PLACE_WORD = eventLayout.p / 4
export const STARTPC_WORD = createLayout.startpc / 4
export const GOPC_WORD = createLayout.gopc / 4

export const P_MASK = 0xffff
export const SITE_SHIFT = (eventLayout.site - eventLayout.p) * 8
export const SITE_MASK = 0xff
export const REASON_SHIFT = (eventLayout.reason - eventLayout.p) * 8

/** Weight of a u64's high word. */
export const HIGH = 4294967296
